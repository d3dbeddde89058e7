import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { startInspector } from '../../../bin/inspector/inspector.ts';
import { LOOPBACK, listen } from '../../../bin/local/processes/ports.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { madeBy } from '../../support/per-hook.ts';
import { endpointOf } from '../../support/tables/dynamodb.ts';
import { useTarget } from '../../support/tool/target.ts';

/** An answer of the inspector. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An inspector that looks at a pipeline in this process, on real tables. */
export interface Inspected {
  readonly url: string;
  /** The tables that it looks at. */
  readonly target: Target;
  /** Posts bodies and lets the consumers take them. @param sentAt epoch milliseconds. */
  receive(bodies: readonly Uint8Array[], sentAt?: number): Promise<void>;
  /** Logs a body as accepted by the ingress, once per time. */
  log(id: string, body: Uint8Array, times: readonly number[]): void;
  ask(path: string, asking?: Asking): Promise<Answered>;
  /** What was sent by its form. */
  readonly sent: readonly Buffer[];
  readonly reported: readonly string[];
  /** Ends it before its time. */
  stop(): void;
}

/** The inspector of a pipeline that is empty at first, for all tests of a file. */
export const useInspected = (): Inspected => {
  const { now } = Date;
  const test = useTarget(beforeAll, now);
  const folder = mkdtempSync(join(tmpdir(), 'inspector-'));
  mkdirSync(join(folder, 'logs'));
  const sent: Buffer[] = [];
  const reported: string[] = [];
  const receive = (bodies: readonly Uint8Array[], sentAt = now()): Promise<void> =>
    test.pipeline.send(bodies, { sentAt });
  const door = createServer(async (incoming, response) => {
    const body = await buffer(incoming);
    sent.push(body);
    await receive([body]);
    response.end();
  });
  const started = madeBy(beforeAll, async () => {
    const port = await listen(door, { port: 0, flag: '' });
    const endpoint = await endpointOf(test.target.dynamodb);
    const inspector = await startInspector(folder, { port: 0, flag: '' }, (line) =>
      reported.push(line),
    );
    inspector.show({
      ...test.target.outputs,
      webhookUrl: `http://${LOOPBACK}:${port}/webhooks`,
      signingSecrets: { local: 'whsec_test' },
      endpoints: { dynamodb: endpoint, sqs: endpoint, secretsmanager: endpoint },
    });
    return inspector;
  });
  const stop = () => {
    started().stop();
    door.close();
  };
  afterAll(() => {
    stop();
    rmSync(folder, { recursive: true });
  });
  return {
    get url() {
      return started().url;
    },
    get target() {
      return test.target;
    },
    receive,
    log: (eventId, body, times) => {
      const lines = times.map((time, place) =>
        JSON.stringify({
          message: 'accepted',
          timestamp: new Date(time).toISOString(),
          requestId: place === 0 ? 'request' : `request-${place}`,
          queue: 'payments',
          digest: sha256(body),
          eventId,
        }),
      );
      writeFileSync(join(folder, 'logs', 'ingress.jsonl'), `${lines.join('\n')}\n`);
    },
    ask: (path, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        request(`${started().url}${path}`, { method, headers }, async (response) => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body: await text(response) });
        })
          .on('error', reject)
          .end(body);
      }),
    sent,
    reported,
    stop,
  };
};

/** The text of a page without markup, in one line. */
export const wordsOf = ({ body }: Answered): string =>
  body
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<\/main>[\s\S]*$/, '')
    .replaceAll(/<select[\s\S]*?<\/select>/g, '')
    .replaceAll(/<span class="(?:year|hash|kind)">|<\/span>(?!<)/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#39;/g, "'")
    .replaceAll(/&quot;/g, '"')
    .replaceAll(/\s+/g, ' ');
