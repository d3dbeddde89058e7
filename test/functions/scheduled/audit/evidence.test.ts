import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { sign, signingSecret } from '../../../../functions/ingress/signature.ts';
import { payments } from '../../../../functions/payments/domain.ts';
import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { AuditOptions } from '../../../../functions/scheduled/audit/audit.ts';
import type { LabelLife } from '../../../../functions/scheduled/audit/evidence/labels.ts';
import { redact } from '../../../../functions/shared/erasure/redact.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { seal } from '../../../../functions/shared/event/message.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import { read } from '../../../../functions/shared/record/read.ts';
import { eventItems } from '../../../../functions/shared/store/archive-item.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { pipelineSecrets } from '../../../support/pipeline/pipeline.ts';
import { sample } from '../../../support/samples.ts';
import { putRecord } from '../../../support/tables/manual-edits.ts';
import { HOUR, settledRefund, useAuditing } from '../../../support/tool/auditing.ts';
import { webhook } from '../../../support/webhook.ts';

/*
 * What an audit proves about the origin of archived events: those who may write the tables put in payments
 * that Airwallex never sent.
 */

const test = useAuditing();
const DAY = 24 * HOUR;
const verifying = { secrets: pipelineSecrets };

const put = async (event: ArchivedEvent): Promise<void> => {
  const { item } = eventItems(event);
  const TableName = test.target.tables.events.name;
  await test.target.dynamodb.send(new PutItemCommand({ TableName, Item: item }));
};

/** Puts a payment of a million into archive and records, so that each explains the other. */
const forge = async (changes: Partial<ArchivedEvent> = {}): Promise<void> => {
  const body = webhook('evt_forged', 'payment_intent.succeeded', '2026-11-21T00:00:00Z', {
    id: 'int_forged',
    amount: 1_000_000,
    currency: 'USD',
    status: 'SUCCEEDED',
  });
  const receivedAt = changes.receivedAt ?? test.clock.now;
  const receipt = {
    ...{ sentAt: receivedAt - 150, receivedAt, requestId: 'forged', secret: 'live' },
    ...{ digest: sha256(body), ...changes },
  };
  const { records, ...verdict } = judge({ body, receipt }, await loadRuntime(payments));
  await put({
    ...{ ...receipt, ...verdict, body, domain: 'payments', archivedAt: receivedAt + 100 },
    ...changes,
  });
  for (const record of records) await putRecord(test.target, record);
};

const audit = async (options: Partial<AuditOptions> = {}) => {
  const { breaches, notes, signatures } = await test.audit({
    now: () => test.clock.now + HOUR,
    ...options,
  });
  return { breaches: breaches.listed, notes: notes.listed, signatures };
};

const life = (times: LabelLife): Pick<AuditOptions, 'labels'> => ({
  labels: new Map([['live', times]]),
});

/** The log begins when the clock has this time, and accepts nothing of before. */
const beginLog = (): void =>
  test.replaceLog(
    JSON.stringify({
      ...{ level: 'INFO', message: 'started', timestamp: new Date(test.clock.now).toISOString() },
    }),
  );

beforeEach(() => test.send(...settledRefund));

describe('an audit that recomputes signatures', () => {
  it('verifies every event, however often it was delivered, and counts what cannot be verified', async () => {
    const passcode = { card_id: 'card_1', otp: '493817' };
    test.clock.now += HOUR;
    await test.send(
      ...settledRefund,
      webhook('evt_otp', 'issuing.3ds_notification.stepup_otp', undefined, passcode),
      webhook('evt_own', 'internal.connection_connected', undefined, { account_id: 'acct_1' }),
      sample('payments', 'customer.created'),
    );
    test.writeLog();
    const customer = await test.archived(
      JSON.parse(sample('payments', 'customer.created').toString()).id,
    );
    const reading = read({ body: customer.body, receipt: customer }, await loadRuntime(payments));
    const { body, receipt } = redact(reading);
    await put({ ...customer, ...receipt, body, erasedAt: test.clock.now });
    const { breaches, signatures } = await audit(verifying);
    expect(breaches.filter(({ rule }) => rule !== 'explanation')).toEqual([]);
    expect(signatures).toEqual({
      verified: settledRefund.length + 1,
      wrong: 0,
      notVerifiable: { masked: 1, erased: 1, noSignature: 0, secretUnknown: 0 },
      keptSince: new Date(test.clock.now - HOUR).toISOString(),
    });
  });

  it('reports a signature that is of another body, time or secret', async () => {
    const event = await test.archived('evt_created');
    const other = await test.archived('evt_sparse');
    test.writeLog();
    for (const changes of [{ signature: other.signature ?? '' }, { sentAt: event.sentAt + 1 }]) {
      await put({ ...event, ...changes });
      expect((await audit(verifying)).breaches).toMatchObject([
        { rule: 'signature', domain: 'payments', eventId: 'evt_created', digest: event.digest },
      ]);
    }
    await put(event);
    const { breaches } = await audit({ secrets: [signingSecret('live', 'whsec_another')] });
    expect(breaches).toHaveLength(settledRefund.length);
  });

  it('verifies with each of the secrets that a label has had', async () => {
    const secrets = [signingSecret('live', 'whsec_the_next'), ...pipelineSecrets];
    test.writeLog();
    const { breaches, signatures } = await audit({ secrets });
    expect(breaches).toEqual([]);
    expect(signatures).toMatchObject({ verified: settledRefund.length, wrong: 0 });
  });

  it('does not take the secret of events of our own for one of Airwallex', async () => {
    const event = await test.archived('evt_created');
    const own = pipelineSecrets.find(({ label }) => label === 'internal');
    if (!own) throw new Error('no such secret');
    const signature = sign(own, String(event.sentAt), event.body);
    await put({ ...event, secret: 'internal', signature });
    test.writeLog();
    expect((await audit(verifying)).breaches).toMatchObject([
      { rule: 'signature', eventId: 'evt_created' },
    ]);
  });

  it('takes a line of the log for proof of what an earlier version archived meanwhile', async () => {
    test.clock.now += 2 * HOUR;
    await test.send(webhook('evt_rolled_back', 'payout.created', undefined, {}));
    const { signature: _signature, ...event } = await test.archived('evt_rolled_back');
    await put(event);
    test.writeLog();
    const { breaches, signatures } = await audit(verifying);
    expect(breaches).toEqual([]);
    expect(signatures).toMatchObject({ notVerifiable: { noSignature: 1 } });
  });
});

describe('a payment that was put into archive and records by hand', () => {
  it('in the time of the log is a note while its label is not known, and a breach once it is verified', async () => {
    test.writeLog();
    test.clock.now += HOUR;
    await forge();
    const detail = 'archived, but no line of the ingress accepts it';
    const { breaches, notes } = await audit();
    expect(breaches).toEqual([]);
    expect(notes).toMatchObject([{ rule: 'log', eventId: 'evt_forged', detail }]);
    const verified = await audit(verifying);
    expect(verified.notes).toEqual([]);
    expect(verified.breaches).toMatchObject([
      {
        ...{ rule: 'log', domain: 'payments', eventId: 'evt_forged' },
        detail: `${detail}, and it has no signature, although the archive keeps them since 2026-11-21T00:00:00.000Z`,
      },
    ]);
  });

  it.each<[string, LabelLife, number]>([
    ['was not live yet', { addedAt: Date.UTC(2026, 10, 22) }, 1],
    ['was not live any more', { removedAt: Date.UTC(2026, 10, 20) }, 1],
    ['was live', { addedAt: Date.UTC(2026, 10, 1) }, 0],
    [
      'was removed a minute before, which the ingress learns later',
      { removedAt: Date.UTC(2026, 10, 21, 1) - 60_000 },
      0,
    ],
  ])(
    'in the time of the log is judged by its label without any secret: it %s',
    async (_, times, breaches) => {
      test.writeLog();
      test.clock.now += HOUR;
      await forge();
      const found = await audit(life(times));
      expect(found.breaches).toHaveLength(breaches);
      expect(found.notes).toHaveLength(1 - breaches);
      for (const { rule, detail } of found.breaches) {
        expect(rule).toBe('log');
        expect(detail).toContain('the secret "live" was not live at its receipt');
      }
    },
  );

  it('before the log begins is found by its missing signature', async () => {
    test.clock.now += 2 * HOUR;
    await forge();
    test.clock.now += DAY;
    beginLog();
    expect(await audit()).toMatchObject({ breaches: [], notes: [] });
    const { breaches } = await audit(verifying);
    expect(breaches).toMatchObject([
      {
        ...{ rule: 'signature', eventId: 'evt_forged' },
        detail:
          'it has no signature, although the archive keeps them since 2026-11-21T00:00:00.000Z',
      },
    ]);
  });

  it.each([
    [
      'a signature that it took from another event',
      'live',
      'its signature is not of the secret "live"',
    ],
    [
      'a label that no secret has',
      'nobody',
      'the secret "nobody" of its signature is neither live nor retired',
    ],
  ])('before the log begins is found by %s', async (_, secret, detail) => {
    const { signature = '' } = await test.archived('evt_created');
    test.clock.now += 2 * HOUR;
    await forge({ signature, secret });
    test.clock.now += DAY;
    beginLog();
    expect((await audit(verifying)).breaches).toMatchObject([
      { rule: 'signature', eventId: 'evt_forged', detail },
    ]);
  });

  it('signed with a secret that was removed before its receipt is found by the time of the removal', async () => {
    const removedAt = test.clock.now + HOUR;
    test.clock.now += 2 * HOUR;
    const [secret] = pipelineSecrets;
    if (!secret) throw new Error('no secret');
    await forge();
    const forged = await test.archived('evt_forged');
    await put({ ...forged, signature: sign(secret, String(forged.sentAt), forged.body) });
    test.clock.now += DAY;
    beginLog();
    expect((await audit({ ...verifying, ...life({ removedAt }) })).breaches).toMatchObject([
      {
        ...{ rule: 'signature', eventId: 'evt_forged' },
        detail: 'the secret "live" was not live at its receipt',
      },
    ]);
  });

  it('under the digest of a genuine event, as if its body were masked, is found without any secret', async () => {
    test.writeLog();
    const { digest, signature = '' } = await test.archived('evt_created');
    await forge();
    const { body } = await test.archived('evt_forged');
    await forge({ digest, signature, maskedDigest: sha256(body) });
    const { breaches } = await audit();
    expect(breaches).toMatchObject([
      {
        ...{ rule: 'body', eventId: 'evt_forged', digest },
        detail:
          'its archived body is masked, as only that of issuing.3ds_notification.stepup_otp is',
      },
    ]);
  });

  it('is not judged in its first minute, and is where it states a receipt in the future', async () => {
    test.writeLog();
    const labels = life({ removedAt: Date.UTC(2026, 10, 20) });
    const receivedAt = test.clock.now + HOUR - 30_000;
    await forge({ receivedAt });
    expect(await audit(labels)).toMatchObject({ breaches: [], notes: [] });
    await forge({ receivedAt: receivedAt + 90_000 + HOUR });
    expect((await audit(labels)).breaches).toMatchObject([{ rule: 'log' }]);
  });

  it('by a message that was sent straight to the queue of its domain is found by the log', async () => {
    test.writeLog();
    test.clock.now += HOUR;
    const body = webhook('evt_queued', 'payment_intent.succeeded', undefined, { id: 'int_queued' });
    const message = seal({
      body,
      receipt: {
        ...{ sentAt: test.clock.now, receivedAt: test.clock.now, requestId: 'forged' },
        ...{ secret: 'live', digest: sha256(body), signature: 'ab'.repeat(32) },
      },
    });
    if (!message) throw new Error('did not fit');
    test.pipeline.enqueue('payments', message);
    await test.pipeline.drain();
    expect((await audit()).notes).toMatchObject([{ rule: 'log', eventId: 'evt_queued' }]);
    expect((await audit(verifying)).breaches).toMatchObject([
      { rule: 'signature', eventId: 'evt_queued' },
    ]);
  });

  it('from before the archive kept signatures is not judged, as genuine ones of that time have none either', async () => {
    await forge({ receivedAt: test.clock.now - DAY });
    test.clock.now += DAY;
    beginLog();
    expect(await audit(verifying)).toMatchObject({
      breaches: [],
      signatures: { notVerifiable: { noSignature: 1 } },
    });
  });
});
