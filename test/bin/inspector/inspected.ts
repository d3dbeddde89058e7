import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { startInspector } from '../../../bin/inspector/inspector.ts';
import { LOOPBACK, listen } from '../../../bin/local/processes/ports.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { startAws } from '../../support/aws/aws.ts';
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
  /** Archives an event of payments as a consumer of other code did. */
  archive(event: ArchivedEvent): Promise<void>;
  /** Logs a body as accepted by the ingress, once per time. */
  log(id: string, body: Uint8Array, times: readonly number[]): void;
  /** Adds a line to the log of a function. */
  logLine(name: string, line: Readonly<Record<string, unknown>>): void;
  ask(path: string, asking?: Asking): Promise<Answered>;
  /** What was sent by its form. */
  readonly sent: readonly Buffer[];
  /** The messages in its queues, by their URLs: the name of a domain, or `dead-` and that. */
  readonly waiting: Map<string, number>;
  /** Lets nobody read the queues from now on. */
  refuseQueues(): void;
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
  const waiting = new Map<string, number>();
  const aws = madeBy(beforeAll, () =>
    startAws({
      GetQueueAttributes: ({ QueueUrl }) => ({
        Attributes: {
          ApproximateNumberOfMessages: String(waiting.get(String(QueueUrl)) ?? 0),
        },
      }),
    }),
  );
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
      deadLetterQueues: Object.fromEntries(
        Object.keys(test.target.outputs.queues).map((name) => [name, `dead-${name}`]),
      ),
      webhookUrl: `http://${LOOPBACK}:${port}/webhooks`,
      signingSecrets: { local: 'whsec_test' },
      endpoints: {
        dynamodb: endpoint,
        sqs: aws().environment['AWS_ENDPOINT_URL'] ?? '',
        secretsmanager: endpoint,
      },
    });
    return inspector;
  });
  const stop = () => {
    started().stop();
    door.close();
  };
  afterAll(async () => {
    stop();
    await aws().stop();
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
    archive: async (event) => void (await test.storeOf('payments').archive(event)),
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
    logLine: (name, line) =>
      appendFileSync(join(folder, 'logs', `${name}.jsonl`), `${JSON.stringify(line)}\n`),
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
    waiting,
    refuseQueues: () => void delete aws().answers['GetQueueAttributes'],
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
