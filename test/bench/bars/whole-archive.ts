import { payments } from '../../../functions/payments/domain.ts';
import { startTestDynamoDb } from '../../support/tables/dynamodb.ts';
import { createTestTarget } from '../../support/tool/target.ts';
import { generate } from '../growth/generate.ts';
import { onWholeArchive } from '../growth/whole-archive.ts';
import { interleave } from '../measure/pairs.ts';
import type { Findings } from '../row.ts';

/** Enough that starting plays no part; `npm run bench:growth` measures larger archives. */
const EVENTS = 5_000;
const MILLISECOND = 1_000;

const bars = [
  ['audit', 1.6],
  ['rebuild', 1.6],
  ['replay', 2.5],
] as const;

/** Bar 16: the tool's own CPU over a whole archive, beside a bare read of the same tables. */
export const wholeArchive = async (): Promise<Findings> => {
  const dynamodb = await startTestDynamoDb();
  try {
    const { target } = await createTestTarget(dynamodb);
    const { events = '', [payments.name]: state = '' } = target.outputs.tables;
    await generate(dynamodb.client, { events, state }, 0, EVENTS);
    const took = await interleave(onWholeArchive(target), { rounds: 5 });
    return {
      rows: bars.map(([name, limit]) => ({
        bar: 16,
        what: `${name === 'replay' ? 'replay (dry run)' : name} ÷ a bare paged read`,
        unit: 'ms CPU an event',
        floor: took.median.read / MILLISECOND / EVENTS,
        ours: took.median[name] / MILLISECOND / EVENTS,
        ratio: took.ratio(name, 'read'),
        limit,
        isTimed: true,
      })),
    };
  } finally {
    await dynamodb.stop();
  }
};
