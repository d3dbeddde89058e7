import { localAcceptedLog } from '../../../../../bin/webhooks/pipeline/logs/ingress-log-file.ts';
import { signingSecret } from '../../../../../functions/ingress/signature.ts';
import { audit } from '../../../../../functions/scheduled/audit/audit.ts';
import { pipelineSecrets } from '../../../../support/pipeline/pipeline.ts';
import { useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import { quiet } from '../../../../support/tool/settled-audit.ts';
import { createWorld, liveIsVoid, RECEIVED, type World } from '../../../../support/void/voiding.ts';
import { webhook } from '../../../../support/webhook.ts';

const dynamodb = useDynamoDb();
const paid = webhook('evt_1', 'payment_intent.succeeded', '2026-03-01T10:00:00Z', { id: 'int_1' });

const verified = ({ target }: World, secrets = pipelineSecrets) =>
  audit(target.tables, {
    ...{ log: localAcceptedLog('/nowhere'), limit: 20, secrets },
    ...quiet(() => RECEIVED + 24 * 3_600_000),
  });

it('the signature of an event is that of the receipt that counts, which verifies', async () => {
  const world = await createWorld(dynamodb);
  await world.send([
    { body: paid, label: 'live' },
    { body: paid, label: 'next', sentAt: RECEIVED + 1 },
  ]);
  await world.apply(liveIsVoid);
  const { signatures, breaches } = await verified(world);
  expect(signatures).toMatchObject({ verified: 1, wrong: 0 });
  expect(breaches.listed).toEqual([]);
  const others = [signingSecret('next', 'whsec_other')];
  expect((await verified(world, others)).breaches.listed).toMatchObject([{ rule: 'signature' }]);
});

it('whether a void event is authentic is decided, so that an audit does not ask for it again', async () => {
  const world = await createWorld(dynamodb);
  await world.send([{ body: paid, label: 'live' }]);
  const others = [signingSecret('live', 'whsec_other')];
  expect((await verified(world, others)).breaches.total).toBe(1);
  await world.apply(liveIsVoid);
  expect((await verified(world, others)).breaches.listed).toEqual([]);
});
