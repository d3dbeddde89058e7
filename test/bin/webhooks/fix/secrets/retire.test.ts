import { changeStored } from '../../../../../bin/webhooks/fix/secrets/change.ts';
import { without } from '../../../../../bin/webhooks/fix/secrets/edit.ts';
import {
  noteAdded,
  noteRemoved,
  requireUnused,
} from '../../../../../bin/webhooks/fix/secrets/label.ts';
import { retire, withRetired } from '../../../../../bin/webhooks/fix/secrets/retire.ts';
import { readStored } from '../../../../../bin/webhooks/pipeline/secrets.ts';
import type { Target } from '../../../../../bin/webhooks/pipeline/target.ts';
import { labelLives } from '../../../../../functions/scheduled/audit/evidence/labels.ts';
import { useSecrets } from '../../../../support/tool/secrets.ts';
import { useTarget } from '../../../../support/tool/target.ts';

/* What becomes of a signing secret that is removed or replaced. */

const test = useTarget(beforeEach);
const secrets = useSecrets({
  'signing-secrets': '{"old":"whsec_old","live":"whsec_live"}',
  'retired-secrets': '{}',
});
let target: Target;
beforeEach(() => {
  target = secrets.of(test.target);
});

const retired = async () => JSON.parse(await secrets.get('retired-secrets')).retired ?? [];
const live = async () => [...(await readStored(target)).secrets.keys()];
const control = () => ({
  name: target.outputs.controlTable ?? '',
  client: target.dynamodb,
});
const remove = () =>
  retire(
    target,
    ['old', 'whsec_old'],
    (stored) => without(stored, 'old', false),
    () => noteRemoved(target, 'old'),
  );

/** Lets the requests of a kind fail from the n-th on. */
const failing = (command: string, from: number): void => {
  let count = 0;
  secrets.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === command) count += 1;
        if (commandName === command && count >= from) throw new Error('killed');
        return next(args);
      },
    { step: 'initialize', name: 'failing' },
  );
};
const working = () => secrets.client.middlewareStack.remove('failing');

it('a removed secret is kept with the times between which it was live', async () => {
  await noteAdded(target, 'old');
  await remove();
  expect(await live()).toEqual(['live']);
  const time = expect.stringMatching(/^20.*Z$/);
  expect(await retired()).toEqual([
    { label: 'old', secret: 'whsec_old', since: time, removedAt: time },
  ]);
  expect(await labelLives(control())).toEqual(
    new Map([['old', { addedAt: expect.any(Number), removedAt: expect.any(Number) }]]),
  );
});

it('a secret that another version added is kept without the time at which it became live', async () => {
  await remove();
  expect(await retired()).toEqual([
    { label: 'old', secret: 'whsec_old', removedAt: expect.any(String) },
  ]);
});

it.each([
  ['is kept', 1],
  ['is removed', 2],
])(
  'a removal that is killed before the secret %s is completed by the next run',
  async (_, from) => {
    failing('PutSecretValueCommand', from);
    await expect(remove()).rejects.toThrow('killed');
    // What is live is never lost without being kept.
    expect(await live()).toEqual(['old', 'live']);
    working();
    await remove();
    expect(await live()).toEqual(['live']);
    expect(await retired()).toMatchObject([{ label: 'old', secret: 'whsec_old' }]);
  },
);

it('keeps a secret that another writer has put in place meanwhile', async () => {
  const removing = retire(
    target,
    ['old', 'whsec_old'],
    (stored) => without(stored, 'old', false),
    () => secrets.put('signing-secrets', '{"old":"whsec_theirs","live":"whsec_live"}'),
  );
  await expect(removing).rejects.toThrow('another writer has replaced the secret "old"');
  expect(await live()).toEqual(['old', 'live']);
});

it('each secret of a label is kept with its own times', () => {
  const first = withRetired([], ['a', 'whsec_1'], { addedAt: 't1', removedAt: 't2' });
  const second = withRetired(first, ['a', 'whsec_2'], { addedAt: 't1', removedAt: 't3' });
  expect(second).toEqual([
    { label: 'a', secret: 'whsec_1', since: 't1', removedAt: 't2' },
    { label: 'a', secret: 'whsec_2', since: 't2', removedAt: 't3' },
  ]);
  expect(withRetired(second, ['a', 'whsec_2'], { addedAt: 't1', removedAt: 't4' })).toHaveLength(2);
});

it('refuses a label whose secret was removed, also where another run removes it meanwhile', async () => {
  await requireUnused(target, 'old');
  await remove();
  await expect(requireUnused(target, 'old')).rejects.toThrow(
    /a secret "old" was removed at 20.*Choose a name that was never used.*secrets add 20/,
  );
  await expect(noteAdded(target, 'old')).rejects.toThrow('a secret "old" was removed');
});

it('does not overwrite retired secrets of unknown form', async () => {
  await secrets.put('retired-secrets', '{"retired":[{"secret":"whsec_1"}]}');
  await expect(remove()).rejects.toThrow(/must hold the removed signing secrets/);
  expect(await live()).toEqual(['old', 'live']);
});

it('changes nothing in a pipeline of an earlier version, which has no place for removed secrets', async () => {
  const { retiredSecretsName: _retired, ...outputs } = target.outputs;
  target = { ...target, outputs };
  await expect(remove()).rejects.toThrow(/an earlier version .* Make the place: npm start/);
  expect(await live()).toEqual(['old', 'live']);
  await changeStored(target, (stored) => stored);
});
