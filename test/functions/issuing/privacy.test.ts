import { maskPasscode } from '../../../functions/ingress/mask.ts';
import { families } from '../../../functions/issuing/families.ts';
import { readEnvelope } from '../../../functions/shared/event/envelope.ts';
import { project } from '../../support/interpret.ts';
import { sample, samplesOf } from '../../support/samples.ts';

it('no passcode, activation code or person is in any record', () => {
  const records = JSON.stringify(
    samplesOf('issuing').map(({ body }) => project(families, body).records),
  );
  for (const secret of ['483920', 'A7-4430', 'Ada', 'Lindqvist', 'PA9938221', '203.0.113.77'])
    expect(records).not.toContain(secret);
});

it('a passcode’s event, masked at the entrance, still finds its card and purchase', () => {
  const body = sample('issuing', 'issuing.3ds_notification.stepup_otp');
  const masked = maskPasscode(body, readEnvelope(body))?.body ?? {};
  const attributes = (event: Uint8Array | object) =>
    project(families, event).records[0]?.attributes;
  const { merchant_name: _masked, ...others } = attributes(body) ?? {};
  expect(attributes(masked)).toMatchObject(others);
});

it.each([4111111111111111, 378282246310005, 6304000000000000000, '4111111111111111'])(
  'keeps no card number that comes unmasked: %j',
  (number) => {
    for (const { body } of samplesOf('issuing')) {
      const { data, ...event } = JSON.parse(body.toString());
      const numbers = ['card_number', 'masked_card_number'];
      const reissued = ['old_masked_card_number', 'new_masked_card_number'];
      const shown = Object.fromEntries([...numbers, ...reissued].map((name) => [name, number]));
      const { records } = project(families, { ...event, data: { ...data, ...shown } });
      expect(JSON.stringify(records)).not.toContain(String(number).slice(0, 15));
    }
  },
);
