import { paginateScan } from '@aws-sdk/client-dynamodb';
import { applyEntry, type Voided } from '../../../bin/webhooks/fix/void/void.ts';
import type { VoidEntry, VoidSelection } from '../../../bin/webhooks/pipeline/control/void-rule.ts';
import { localAcceptedLog } from '../../../bin/webhooks/pipeline/logs/ingress-log-file.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { audit } from '../../../functions/scheduled/audit/audit.ts';
import { RULES_MAX_AGE } from '../../../functions/shared/control/control.ts';
import { dynamodbControl } from '../../../functions/shared/control/dynamodb.ts';
import { createPipeline } from '../pipeline/pipeline.ts';
import type { Database } from '../tables/dynamodb.ts';
import { itemText } from '../tables/item-text.ts';
import { quiet } from '../tool/settled-audit.ts';
import { createTestTarget } from '../tool/target.ts';

/** When everything is received, epoch milliseconds, unless the clock is set. */
export const RECEIVED = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;

/** A delivery: its body and the label of the secret that signs it. */
export interface Signed {
  readonly body: Uint8Array;
  readonly label: 'live' | 'next';
  /** Epoch milliseconds; as received by default. */
  readonly sentAt?: number;
}

/** A pipeline with tables of its own, whose consumers hold the rules of its control table. */
export interface World {
  readonly target: Target;
  /** The time at which events are received, epoch milliseconds. */
  readonly clock: { now: number };
  send(deliveries: readonly Signed[]): Promise<void>;
  /** Applies a rule, or undoes it, as if it had waited until every consumer knows it. */
  apply(entry: VoidEntry): Promise<Voided>;
  /** The records of all tables, a line each. */
  records(): Promise<readonly string[]>;
  /** The items of the archive, a line each. */
  archive(): Promise<readonly string[]>;
  /** What an audit finds wrong. */
  breaches(): Promise<readonly unknown[]>;
}

/** A rule as of a time after everything was received. */
export const entryOf = (selection: VoidSelection, id = 'rule'): VoidEntry => ({
  ...{ id, selection, reason: 'the secret leaked', by: 'somebody', at: RECEIVED + HOUR },
});

/** A rule about the secret `live`. */
export const liveIsVoid = entryOf({ label: 'live', since: 0 });

export const undone = (entry: VoidEntry): VoidEntry => ({
  ...entry,
  undoneAt: RECEIVED + 2 * HOUR,
});

/** Creates tables and consumers. */
export const createWorld = async (dynamodb: Database): Promise<World> => {
  const test = await createTestTarget(dynamodb);
  const { target } = test;
  const { client } = dynamodb;
  const clock = { now: RECEIVED };
  let consumersClock = 0;
  const control = dynamodbControl(client, target.outputs.controlTable ?? '', () => consumersClock);
  const pipeline = createPipeline(test.storeOf, () => clock.now, { control });
  const linesOf = async (names: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    for (const TableName of names)
      for await (const { Items = [] } of paginateScan({ client }, { TableName }))
        for (const item of Items) lines.push(itemText(item));
    return lines.sort();
  };
  const { events = '', ...states } = target.outputs.tables;
  return {
    target,
    clock,
    send: async (deliveries) => {
      for (const { body, label, sentAt = clock.now } of deliveries)
        await pipeline.send([body], { label, sentAt });
    },
    apply: async (entry) => {
      consumersClock += RULES_MAX_AGE;
      return applyEntry(target, entry, { dryRun: false, waitSeconds: 0 });
    },
    records: () => linesOf(Object.values(states)),
    archive: () => linesOf([events]),
    breaches: async () =>
      (
        await audit(target.tables, {
          log: localAcceptedLog('/nowhere'),
          limit: 20,
          ...quiet(() => RECEIVED + 24 * HOUR),
        })
      ).breaches.listed,
  };
};
