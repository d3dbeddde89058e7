import type { AnyChange } from '../../../functions/shared/change/any-change.ts';
import { itemsAt } from '../../../functions/shared/query/items.ts';
import { noteKey } from '../../../functions/shared/reaction/ledger.ts';
import { reactionOf } from '../../../lib/names.ts';
import type { Target } from './target.ts';

/** What a reaction has noted of the record of a change. */
export interface Handled {
  readonly reaction: string;
  /** Whether it is this change that it handled last, a later one, or only an earlier one. */
  readonly last: 'this' | 'later' | 'earlier';
  /** UTC text. */
  readonly handledAt: string;
}

const lastOf = (version: string, change: AnyChange): Handled['last'] => {
  if (version === change.version) return 'this';
  return version > (change.version ?? '') ? 'later' : 'earlier';
};

/** What the reactions of a pipeline have handled of the record of a change; none where changes are off. */
export const handledBy = async (
  { outputs: { changes }, dynamodb }: Pick<Target, 'outputs' | 'dynamodb'>,
  change: AnyChange,
): Promise<readonly Handled[]> => {
  if (changes === undefined) return [];
  const reactions = Object.keys(changes.queues).flatMap((name) => reactionOf(name) ?? []);
  const byKey = new Map(reactions.map((reaction) => [noteKey(reaction, change), reaction]));
  const keys = [...byKey.keys()].map((pk) => ({ pk: { S: pk } }));
  const handled: Handled[] = [];
  for await (const { pk, version, handledAt } of itemsAt(
    { client: dynamodb, name: changes.effectsTable },
    keys,
  ))
    handled.push({
      reaction: byKey.get(pk?.S ?? '') ?? '',
      last: lastOf(version?.S ?? '', change),
      handledAt: handledAt?.S ?? '',
    });
  return handled.sort((a, b) => (a.reaction < b.reaction ? -1 : 1));
};
