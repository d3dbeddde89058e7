import { domains } from '../../../../functions/domains.ts';
import { loadPrivacy } from '../../../../functions/runtimes.ts';
import { mentionsIn } from '../../../../functions/shared/erasure/tombstone.ts';
import { envelopeOf, parseBody } from '../../../../functions/shared/event/envelope.ts';
import { key } from '../../../../functions/shared/event/identifier.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';

/** For each kind of object, the fields by which it states its owner. */
export type Owners = ReadonlyMap<string, readonly string[]>;

/** The owners that the domains state. */
export const loadOwners = async (): Promise<Owners> => {
  const owners = new Map<string, readonly string[]>();
  for (const domain of domains)
    for (const [kind, fields] of Object.entries((await loadPrivacy(domain)).owners))
      owners.set(kind, [...(owners.get(kind) ?? []), ...fields]);
  return owners;
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The ids that a field holds: its own, or those inside the object it contains. */
const idsIn = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [value];

/** An object that belongs to another one. */
export interface Belonging {
  readonly id: string;
  /** The id of what it belongs to. */
  readonly owner: string;
}

/**
 * The object that an event is about, where the event states that it belongs to one of these ids: what is
 * known of it is erased with them.
 */
export const belongingTo = (
  { body, object }: Pick<ArchivedEvent, 'body' | 'object'>,
  ids: ReadonlyMap<string, unknown>,
  owners: Owners,
): Belonging | undefined => {
  const [kind = ''] = object?.split('#') ?? [];
  const fields = owners.get(kind) ?? [];
  if (fields.length === 0) return undefined;
  const json = parseBody(body);
  const data = envelopeOf(json)?.data;
  const stated = fieldOf(data, 'object') ?? data;
  const owner = fields
    .flatMap((field) => idsIn(fieldOf(stated, field)))
    .find((id) => (typeof id === 'string' || typeof id === 'number') && ids.has(String(id)));
  if (owner === undefined) return undefined;
  for (const id of mentionsIn(json))
    if (key(kind, id) === object) return { id, owner: String(owner) };
  return undefined;
};
