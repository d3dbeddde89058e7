import { holderOf, ownSecretsOf } from '../../../../bin/webhooks/pipeline/own-secrets.ts';
import { useTarget } from '../../../support/tool/target.ts';

/* A pipeline of an earlier version, which has no secret for labels of our own. */

const test = useTarget(beforeAll);

it('a label of our own is refused with the next step where a pipeline has no secret for it', async () => {
  for (const label of ['heartbeat', 'internal'])
    await expect(holderOf(test.target, label)).rejects.toThrow(
      `"${label}" is a label of our own, and the test has no secret for these, because an earlier version of this project made it. Make it: npm start`,
    );
});

it('one that an earlier version kept among those of Airwallex is found there, as any other label', async () => {
  expect(await holderOf(test.target, 'internal', true)).toBe(test.target);
  expect(await holderOf(test.target, 'live')).toBe(test.target);
  expect(await ownSecretsOf(test.target)).toEqual({});
});
