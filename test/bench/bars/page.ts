import { startReader } from '../../../bin/inspector/inspector.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { startTestDynamoDb } from '../../support/tables/dynamodb.ts';
import { createTestTarget } from '../../support/tool/target.ts';
import { generate } from '../growth/generate.ts';
import { median } from '../measure/pairs.ts';
import type { Findings } from '../row.ts';

const EVENTS = 10_000;
const VISITS = 21;
/** The day that the generated events were archived on. */
const PATH = '/?since=2026-06-01&until=2026-06-02';

/** Milliseconds until a page is there. @throws Error when it lists no event. */
const visit = async (url: string): Promise<number> => {
  const began = performance.now();
  const response = await fetch(`${url}${PATH}`);
  const page = await response.text();
  if (!page.includes('rfd_growth_9999')) throw new Error(`no events: ${response.status}`);
  return performance.now() - began;
};

/** How long the inspector's first page takes over a large archive, of which no bar is set. */
export const page = async (): Promise<Findings> => {
  const dynamodb = await startTestDynamoDb();
  try {
    const { target } = await createTestTarget(dynamodb);
    const { events = '', [payments.name]: state = '' } = target.outputs.tables;
    await generate(dynamodb.client, { events, state }, 0, EVENTS);
    const { url, stop } = await startReader(target, 0, (problem) => console.error(problem));
    try {
      const first = await visit(url);
      const later: number[] = [];
      for (let time = 0; time < VISITS; time += 1) later.push(await visit(url));
      const about = `the inspector's first page with ${EVENTS.toLocaleString('en')} events`;
      const columns = ['', 'ms'];
      return {
        rows: [],
        notes: [
          {
            about,
            columns,
            lines: [
              ['after a start', first],
              ['median of the next', median(later)],
            ],
          },
        ],
      };
    } finally {
      stop();
    }
  } finally {
    await dynamodb.stop();
  }
};
