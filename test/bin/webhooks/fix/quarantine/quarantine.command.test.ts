import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks quarantine` as a person uses it. */

let now = Date.UTC(2026, 2, 4, 12);
const test = useTarget(beforeAll, () => now);
const tool = useTool(test);

it('reports nothing where no event needs attention', async () => {
  await test.pipeline.send([refundEvent('settled')]);
  expect(await tool.run('quarantine')).toBe('Nothing needs attention.');
  expect(await tool.json('quarantine')).toEqual([]);
});

it('groups what needs attention by reason, with an example and what to do', async () => {
  for (const body of [
    webhook('evt_a', 'refund.settled', undefined, { id: null, secret: 'SENTINEL' }),
    webhook('evt_b', 'refund.accepted', undefined, { id: null }),
    webhook('evt_new', 'refund.vanished', undefined, { id: 'rfd_1', status: 'GONE' }),
    Buffer.from('[]'),
  ]) {
    await test.pipeline.send([body]);
    now += 1_000;
  }
  const text = (await tool.run('quarantine')).replaceAll(tool.folder, '<folder>');
  expect(text).not.toContain('SENTINEL');
  expect(text).toMatchInlineSnapshot(`
"4 events need attention for 3 reasons

2 quarantined in payments
  because   data.object.id: expected an id, received null
  of        refund.accepted (1), refund.settled (1)
  archived  2026-03-04T12:00:00.000Z to 2026-03-04T12:00:01.000Z
  example   evt_b
  to do     Look at the example: LOCAL_DIR=<folder> npm run webhooks -- show evt_b --body
            If Airwallex changed its format, extend the schema in functions/payments/, deploy, then: LOCAL_DIR=<folder> npm run webhooks -- replay --outcome quarantined --reason data.object.id
            If nothing is to be done, acknowledge them: LOCAL_DIR=<folder> npm run webhooks -- quarantine --acknowledge evt_b --group --note '<why>'

1 unrecognized in payments
  because   its name is not in the catalogue
  of        refund.vanished (1)
  archived  2026-03-04T12:00:02.000Z to 2026-03-04T12:00:02.000Z
  example   evt_new
  to do     Its family can read it: its records are applied.
            Add the name to functions/payments/domain.ts, deploy, then: LOCAL_DIR=<folder> npm run webhooks -- replay --outcome unrecognized --name refund.vanished
            If nothing is to be done, acknowledge them: LOCAL_DIR=<folder> npm run webhooks -- quarantine --acknowledge evt_new --group --note '<why>'

1 nameless in unrouted
  because   the body: expected a JSON object, received something else
  of        (without a name) (1)
  archived  2026-03-04T12:00:03.000Z to 2026-03-04T12:00:03.000Z
  example   sha256:7eb2cd6caf28b34bb0e197ecc7322fa81033af1f55d18b1a77fe6c492677d97d
  to do     Look at the example: LOCAL_DIR=<folder> npm run webhooks -- show sha256:7eb2cd6caf28b34bb0e197ecc7322fa81033af1f55d18b1a77fe6c492677d97d --body
            It is signed but names no event. It is kept and has no effect: ask Airwallex.
            If nothing is to be done, acknowledge them: LOCAL_DIR=<folder> npm run webhooks -- quarantine --acknowledge sha256:7eb2cd6caf28b34bb0e197ecc7322fa81033af1f55d18b1a77fe6c492677d97d --group --note '<why>'"
`);
  expect(await tool.json('quarantine')).toMatchObject([
    {
      trouble: 'quarantined',
      domain: 'payments',
      issues: [{ path: 'data.object.id' }],
      events: 2,
      names: { 'refund.settled': 1, 'refund.accepted': 1 },
      example: 'evt_b',
    },
    { trouble: 'unrecognized', events: 1, example: 'evt_new' },
    { trouble: 'nameless', domain: 'unrouted' },
  ]);
});
