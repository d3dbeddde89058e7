import { createHash } from 'node:crypto';
import { receive } from '../../../functions/ingress/receive.ts';
import { signingSecret } from '../../../functions/ingress/signature.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { loadRuntime } from '../../../functions/runtimes.ts';
import { consume } from '../../../functions/shared/consume.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { memoryLedger } from '../../../functions/shared/reaction/memory-ledger.ts';
import { react } from '../../../functions/shared/reaction/react.ts';
import { memoryStore } from '../../../functions/shared/store/memory.ts';
import { sealed } from '../../support/aws/consumers.ts';
import { ingressOf } from '../../support/aws/ingress.ts';
import { toRecord, toRequest } from '../../support/aws/lambda.ts';
import { paid, queuedChange } from '../../support/changes/changes.ts';
import { nothingErased } from '../../support/erasure/erasures.ts';
import { linesLog } from '../../support/lines.ts';
import { reactingWith, templatesOf } from '../synthesized.ts';

/*
 * A metric filter and the function whose log it reads share no code. So the filters are tried on lines
 * that the functions really write.
 */

const now = () => Date.UTC(2026, 10, 21);
const live = signingSecret('live', 'whsec_live');
const minutes = 60_000;

interface Arrival {
  readonly secret?: typeof live;
  readonly age?: number;
  readonly body?: Uint8Array;
  readonly rejectStaleAfterSeconds?: number;
}

const refund = Buffer.from('{"id":"evt_1","name":"refund.settled","data":{}}');
/** No compression makes these bytes fewer. */
const noise = createHash('shake256', { outputLength: 1_200_000 }).digest();

const ingressLines = async (arrival: Arrival) => {
  const { secret = live, age = 0, body = refund, rejectStaleAfterSeconds = 0 } = arrival;
  const log = linesLog();
  const ingress = ingressOf(live, { log, now, sample: () => 7, rejectStaleAfterSeconds });
  await receive(toRequest(body, secret, now() - age), ingress);
  return log.lines;
};

const consumerLines = async (receives: number, fails: boolean) => {
  const log = linesLog();
  const receipt = { sentAt: 1, receivedAt: 1, requestId: 'r', secret: 'l', digest: sha256(refund) };
  const message = sealed({ body: refund, receipt });
  const memory = memoryStore();
  await consume(
    { Records: [toRecord(message, 'm', receives)] },
    {
      runtime: await loadRuntime(payments),
      store: fails ? { ...memory, archive: () => Promise.reject(new Error('away')) } : memory,
      erasures: nothingErased,
      inbox: { postpone: async () => {}, remove: async () => {} },
      log,
      radar: () => {},
      now,
      recordTimeout: 1_000,
    },
  );
  return log.lines;
};

const reactionLines = async (receives: number, fails: boolean) => {
  const log = linesLog();
  const [reaction] = reacting.reactions;
  const handle = () => (fails ? Promise.reject(new Error('away')) : Promise.resolve());
  const definition = { on: { object: 'payment_intent' }, errorImpact: 'none', handle };
  await react(
    { Records: [queuedChange(paid('int_1', 1), receives)] },
    {
      ...{ name: reaction?.name ?? '', definition, ledger: memoryLedger(), log, now },
      inbox: { postpone: async () => {} },
      ...{ changeTimeout: 1_000, batchTimeout: 1_000 },
    },
  );
  return log.lines;
};

const reacting = reactingWith({});
const { service } = templatesOf(reacting);

/** The count that the deployed filter of a metric makes of these lines. */
const counted = (metric: string, lines: readonly object[]): number => {
  const filters = Object.values(service.findResources('AWS::Logs::MetricFilter'));
  const { FilterPattern, MetricTransformations } =
    filters.find((one) => one['Properties'].MetricTransformations[0].MetricName === metric)?.[
      'Properties'
    ] ?? {};
  const value: string = MetricTransformations[0].MetricValue;
  return lines
    .filter((line) => matches(FilterPattern, line))
    .map((line) => Number(value.startsWith('$.') ? Reflect.get(line, value.slice(2)) : value))
    .reduce((sum, one) => sum + one, 0);
};

/** Implements what is used here of CloudWatch's patterns for JSON: comparisons, `&&` and `||`. */
const matches = (pattern: string, line: object): boolean =>
  pattern
    .replaceAll(/[{}()]/g, '')
    .split('||')
    .some((all) =>
      all.split('&&').every((term) => {
        const [, field = '', is, text = ''] = /\$\.(\w+) (=|>=|>) (.+?)\s*$/.exec(term) ?? [];
        const [found, bound]: [unknown, unknown] = [Reflect.get(line, field), JSON.parse(text)];
        if (is === '=') return found === bound;
        if (typeof found !== 'number' || typeof bound !== 'number') return false;
        return is === '>' ? found > bound : found >= bound;
      }),
    );

describe('the metrics of log lines', () => {
  it('count signatures that no live secret verifies, including those that a sampled line represents', async () => {
    const forged = await ingressLines({ secret: signingSecret('other', 'whsec_other') });
    expect(counted('signature wrong (ingress)', forged)).toBe(7);
    expect(counted('signature wrong (ingress)', await ingressLines({}))).toBe(0);
  });

  it('count authentic events sent more than five minutes before, whether accepted or refused', async () => {
    expect(counted('stale (ingress)', await ingressLines({ age: 6 * minutes }))).toBe(1);
    expect(counted('stale (ingress)', await ingressLines({ age: 4 * minutes }))).toBe(0);
    const refused = await ingressLines({ age: 6 * minutes, rejectStaleAfterSeconds: 60 });
    expect(counted('stale (ingress)', refused)).toBe(1);
  });

  it('count events that are too large', async () => {
    expect(counted('too large (ingress)', await ingressLines({ body: noise }))).toBe(1);
    expect(counted('too large (ingress)', await ingressLines({}))).toBe(0);
  });

  it('count events that are quarantined', async () => {
    expect(counted('quarantined (payments)', await consumerLines(1, false))).toBe(1);
  });

  it('count events from their third failure on', async () => {
    expect(counted('failed again (payments)', await consumerLines(2, true))).toBe(0);
    expect(counted('failed again (payments)', await consumerLines(3, true))).toBe(1);
  });

  it('count changes from their third failure in a reaction on', async () => {
    const metric = 'failed again (reaction-release-order)';
    expect(counted(metric, await reactionLines(2, true))).toBe(0);
    expect(counted(metric, await reactionLines(3, true))).toBe(1);
    expect(counted(metric, await reactionLines(3, false))).toBe(0);
  });
});
