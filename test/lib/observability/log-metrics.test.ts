import { createHash } from 'node:crypto';
import { domains } from '../../../functions/domains.ts';
import { receive } from '../../../functions/ingress/receive.ts';
import { refusalSampler } from '../../../functions/ingress/refusals.ts';
import { signingSecret } from '../../../functions/ingress/signature.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { loadRuntime } from '../../../functions/runtimes.ts';
import { consume } from '../../../functions/shared/consume.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { createRadar } from '../../../functions/shared/radar.ts';
import { memoryLedger } from '../../../functions/shared/reaction/memory-ledger.ts';
import { react } from '../../../functions/shared/reaction/react.ts';
import { memoryStore } from '../../../functions/shared/store/memory.ts';
import { sealed } from '../../support/aws/consumers.ts';
import { ingressOf } from '../../support/aws/ingress.ts';
import { toRecord, toRequest } from '../../support/aws/lambda.ts';
import { paid, queuedChange } from '../../support/changes/changes.ts';
import { nothingErased } from '../../support/erasure/erasures.ts';
import { linesLog } from '../../support/lines.ts';
import { sample } from '../../support/samples.ts';
import { pipelineOf, plain, propertiesOf, reactingWith, templatesOf } from '../synthesized.ts';

/*
 * A metric filter and the function whose log it reads share no code. So the filters are tried on lines
 * that the functions really write.
 */

const now = () => Date.UTC(2026, 10, 21);
const live = signingSecret('live', 'whsec_live');
const minutes = 60_000;

interface Arrival {
  readonly secret?: typeof live;
  /** The live ones. */
  readonly secrets?: readonly (typeof live)[];
  readonly age?: number;
  readonly body?: Uint8Array;
  readonly rejectStaleAfterSeconds?: number;
  readonly isAllowed?: (sourceIp: string) => boolean;
}

const refund = Buffer.from('{"id":"evt_1","name":"refund.settled","data":{}}');
/** No compression makes these bytes fewer. */
const noise = createHash('shake256', { outputLength: 1_200_000 }).digest();

const ingressLines = async (arrival: Arrival) => {
  const { secret = live, secrets = [live], age = 0, body = refund, ...overrides } = arrival;
  const log = linesLog();
  const ingress = ingressOf(live, {
    ...{ log, now, sample: () => 7 },
    secrets: { current: async () => secrets, renewed: async () => undefined },
    ...overrides,
  });
  await receive(toRequest(body, secret, now() - age), ingress);
  return log.lines;
};

/** The sample of a refund with other texts. */
const changed = (changes: Record<string, string>): Uint8Array =>
  Buffer.from(
    Object.entries(changes).reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      JSON.stringify(JSON.parse(sample('payments', 'refund.settled').toString())),
    ),
  );

const consumerLines = async (receives: number, fails: boolean, body: Uint8Array = refund) => {
  const log = linesLog();
  const receipt = { sentAt: 1, receivedAt: 1, requestId: 'r', secret: 'l', digest: sha256(body) };
  const message = sealed({ body, receipt });
  const memory = memoryStore();
  const runtime = await loadRuntime(payments);
  await consume(
    { Records: [toRecord(message, 'm', receives)] },
    {
      runtime,
      store: fails ? { ...memory, archive: () => Promise.reject(new Error('away')) } : memory,
      control: nothingErased,
      inbox: { postpone: async () => {}, remove: async () => {} },
      log,
      radar: createRadar(runtime, log),
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

const reacting = reactingWith({
  hourlyChecks: true,
  alarms: { ...pipelineOf('dev').stage.alarms, silenceHours: 24 },
});
const { service } = templatesOf(reacting);

/** A line of API Gateway's for a request that was answered so. */
const accessLine = (status: number): object => {
  const [{ Properties } = { Properties: undefined }] = Object.values(
    service.findResources('AWS::ApiGatewayV2::Stage'),
  );
  const format: string = Properties?.AccessLogSettings.Format;
  return JSON.parse(format.replace('$context.status', String(status)));
};

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

  it('count 200 forgeries in a moment above the threshold at once, and all of them with the next request', async () => {
    const log = linesLog();
    const clock = { now: now() };
    const time = () => clock.now;
    const ingress = ingressOf(live, { log, now: time, ...refusalSampler(time) });
    const forged = toRequest(refund, signingSecret('other', 'whsec_other'), now());
    for (let sent = 0; sent < 200; sent += 1) await receive(forged, ingress);
    const { wrongSignatures } = reacting.stage.alarms;
    expect(counted('signature wrong (ingress)', log.lines)).toBeGreaterThan(
      Math.max(wrongSignatures, 100),
    );
    clock.now += 10_000;
    await receive(toRequest(refund, live, now()), ingress);
    expect(counted('signature wrong (ingress)', log.lines)).toBe(200);
  });

  it('count authentic events sent more than five minutes before, whether accepted or refused', async () => {
    expect(counted('stale (ingress)', await ingressLines({ age: 6 * minutes }))).toBe(1);
    expect(counted('stale (ingress)', await ingressLines({ age: 4 * minutes }))).toBe(0);
    const refused = await ingressLines({ age: 6 * minutes, rejectStaleAfterSeconds: 60 });
    expect(counted('stale (ingress)', refused)).toBe(1);
  });

  it('count accepted events, and no heartbeat', async () => {
    const heartbeat = Buffer.from('{"id":"1","name":"heartbeat.doctor"}');
    const secret = signingSecret('heartbeat', 'whsec_heartbeat');
    const lines = [
      ...(await ingressLines({})),
      ...(await ingressLines({ body: heartbeat, secret, secrets: [live, secret] })),
    ];
    expect(lines.map(({ message }) => message)).toEqual(['accepted', 'heartbeat']);
    expect(counted('accepted (ingress)', lines)).toBe(1);
  });

  it('count the breaches that a scheduled audit finds', () => {
    // As the pass writes it, which its own test compares.
    const line = { message: 'breaches', part: 'forward', breaches: 3, listed: [] };
    expect(counted('breaches (audit)', [line, { ...line, message: 'audited' }])).toBe(3);
  });

  it('count events that are too large', async () => {
    expect(counted('too large (ingress)', await ingressLines({ body: noise }))).toBe(1);
    expect(counted('too large (ingress)', await ingressLines({}))).toBe(0);
  });

  it('count requests from addresses that are not listed, and labels that may not sign', async () => {
    const metric = 'not allowed (ingress)';
    const internal = Buffer.from('{"id":"evt_1","name":"internal.connection_connected"}');
    expect(counted(metric, await ingressLines({ isAllowed: () => false }))).toBe(7);
    expect(counted(metric, await ingressLines({ body: internal }))).toBe(7);
    expect(counted(metric, await ingressLines({ isAllowed: () => true }))).toBe(0);
  });

  it('count authentic events that were sent more than five minutes ahead of our clock', async () => {
    expect(counted('future (ingress)', await ingressLines({ age: -6 * minutes }))).toBe(1);
    expect(counted('future (ingress)', await ingressLines({ age: -4 * minutes }))).toBe(0);
    expect(counted('future (ingress)', await ingressLines({ age: 6 * minutes }))).toBe(0);
  });

  it("count the requests that API Gateway throttles, by its own log, and no other answer's", () => {
    for (const status of [200, 401, 413, 503])
      expect(counted('throttled (api)', [accessLine(status)])).toBe(0);
    expect(counted('throttled (api)', [accessLine(429), accessLine(429)])).toBe(2);
  });

  it('count events of a name that no catalogue has', async () => {
    const metric = 'unrecognized (consumers)';
    const renamed = changed({ '"refund.settled"': '"refund.settled_at_last"' });
    expect(counted(metric, await consumerLines(1, false, renamed))).toBe(1);
    expect(counted(metric, await consumerLines(1, false, changed({})))).toBe(0);
  });

  it('count fields of another form and words of no vocabulary, and not a new field', async () => {
    const metric = 'drift (consumers)';
    const lines = (changes: Record<string, string>) => consumerLines(1, false, changed(changes));
    expect(counted(metric, await lines({ '"SETTLED"': '"SETTLED_AT_LAST"' }))).toBe(1);
    expect(counted(metric, await lines({ '"status":': '"new_field":1,"status":' }))).toBe(0);
    expect(counted(metric, await lines({}))).toBe(0);
  });

  it('are one of all consumers where it is about schemas', () => {
    const filters = propertiesOf(service, 'AWS::Logs::MetricFilter').map(
      ({ MetricTransformations: [{ MetricName }], LogGroupName }) => [
        MetricName,
        plain(LogGroupName),
      ],
    );
    for (const metric of ['unrecognized (consumers)', 'drift (consumers)'])
      expect(
        new Set(filters.filter(([name]) => name === metric).map(([, group]) => group)).size,
      ).toBe(domains.length + 1);
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
