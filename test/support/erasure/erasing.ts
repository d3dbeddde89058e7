import { paginateScan } from '@aws-sdk/client-dynamodb';
import { type EraseOptions, type Erasure, erase } from '../../../bin/webhooks/fix/erase/erase.ts';
import type { Subject } from '../../../bin/webhooks/fix/erase/subject.ts';
import { localAcceptedLog } from '../../../bin/webhooks/pipeline/logs/ingress-log-file.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { audit } from '../../../functions/scheduled/audit/audit.ts';
import { RULES_MAX_AGE } from '../../../functions/shared/control/control.ts';
import { dynamodbControl } from '../../../functions/shared/control/dynamodb.ts';
import { bodyOf } from '../../../functions/shared/store/archive-item.ts';
import { createPipeline, type Pipeline } from '../pipeline/pipeline.ts';
import { useDynamoDb } from '../tables/dynamodb.ts';
import { itemText } from '../tables/item-text.ts';
import { quiet } from '../tool/settled-audit.ts';
import { createTestTarget, type TestTarget } from '../tool/target.ts';

/** The time at which everything is sent, epoch milliseconds. */
const SENT = Date.UTC(2026, 10, 21);
/** The time of the erasure, epoch milliseconds. */
export const ERASED = Date.UTC(2026, 10, 22);

/** Tables with their consumers, which know what is erased, and the erasure under test. */
export interface Erasing {
  readonly target: Target;
  readonly pipeline: Pipeline;
  /** The time at which events are received, epoch milliseconds. */
  readonly clock: { now: number };
  /** Consumers that know no erasure. */
  unaware(): Pipeline;
  send(...bodies: readonly Uint8Array[]): Promise<void>;
  /** Erases, as if it had waited until every consumer knows it. */
  erase(subject: Subject | 'again', options?: Partial<EraseOptions>): Promise<Erasure>;
  /** The content of all tables as text, with bodies as they were sent. */
  everything(): Promise<string>;
  /** The result of an audit. */
  audit(): ReturnType<typeof audit>;
  /** Starts over with empty tables. */
  begin(): Promise<void>;
}

/** Creates empty tables for each test of a file. */
export const useErasing = (): Erasing => {
  const dynamodb = useDynamoDb();
  let test: TestTarget;
  let pipeline: Pipeline;
  const clock = { now: SENT };
  /** The clock by which consumers expire their rules. */
  let consumersClock = 0;

  const begin = async (): Promise<void> => {
    test = await createTestTarget(dynamodb);
    clock.now = SENT;
    const { controlTable = '' } = test.target.outputs;
    const control = dynamodbControl(dynamodb.client, controlTable, () => consumersClock);
    pipeline = createPipeline(test.storeOf, () => clock.now, { control });
  };
  beforeEach(begin);

  return {
    get target() {
      return test.target;
    },
    get pipeline() {
      return pipeline;
    },
    clock,
    begin,
    unaware: () => createPipeline(test.storeOf, () => clock.now),
    send: (...bodies) => pipeline.send(bodies),
    erase: (subject, options) => {
      consumersClock += RULES_MAX_AGE;
      const usual = { dryRun: false, waitSeconds: 0, now: () => ERASED };
      return erase(test.target, subject, { ...usual, ...options });
    },
    everything: async () => {
      const { dynamodb: client, outputs } = test.target;
      const lines: string[] = [];
      for (const TableName of new Set(Object.values(outputs.tables)))
        for await (const { Items = [] } of paginateScan({ client }, { TableName }))
          for (const { packed, deflated, ...item } of Items) {
            const whole = { ...(packed && { packed }), ...(deflated && { deflated }) };
            const isWhole = Object.keys(whole).length > 0 && item['chunks'] === undefined;
            const isPart = item['digest']?.S?.includes('#') ?? false;
            const body = isWhole && !isPart ? Buffer.from(bodyOf(whole, [])).toString() : '';
            lines.push(`${itemText(item)} ${body} ${isPart ? packed?.B?.toString() : ''}`);
          }
      return lines.sort().join('\n');
    },
    audit: () =>
      audit(test.target.tables, {
        log: localAcceptedLog('/nowhere'),
        limit: 20,
        ...quiet(() => ERASED + 3_600_000),
      }),
  };
};
