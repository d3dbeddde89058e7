import type { RetiredSecret } from '../../pipeline/retired-secrets.ts';
import type { Labelled } from '../../pipeline/secrets.ts';
import type { Target } from '../../pipeline/target.ts';
import { Failure } from '../../terminal/failure.ts';
import { changeRetired, changeStored } from './change.ts';
import { liveSince } from './label.ts';

/** A stored secret: its label, and what it is. */
type Entry = readonly [label: string, secret: string];

/**
 * The retired secrets with another one, which then is among them once. @param addedAt when the first secret of
 * its label became live.
 */
export const withRetired = (
  retired: readonly RetiredSecret[],
  [label, secret]: Entry,
  { addedAt, removedAt }: { readonly addedAt: string | undefined; readonly removedAt: string },
): readonly RetiredSecret[] => {
  const others = retired.filter((one) => one.label !== label || one.secret !== secret);
  const since = others.findLast((one) => one.label === label)?.removedAt ?? addedAt;
  return [...others, { label, secret, ...(since !== undefined && { since }), removedAt }];
};

/**
 * Replaces or removes a live secret, and keeps it among the retired ones first, so that an audit can verify what
 * it signed. A run that was interrupted is completed by the next.
 * @param before is done once the secret is kept, and before it stops working.
 */
export const retire = async (
  target: Target,
  entry: Entry,
  edit: (secrets: Labelled) => Labelled,
  before: () => Promise<void> = async () => {},
): Promise<void> => {
  const [label, secret] = entry;
  if (secret !== '') {
    const times = {
      addedAt: await liveSince(target, label),
      removedAt: new Date().toISOString(),
    };
    await changeRetired(target, (retired) => withRetired(retired, entry, times));
  }
  await before();
  await changeStored(target, (secrets) => {
    if (secrets.has(label) && secrets.get(label) !== secret)
      throw new Failure(
        `No signing secret was changed: another writer has replaced the secret "${label}" meanwhile. Try again.`,
      );
    return edit(secrets);
  });
};
