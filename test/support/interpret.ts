import { readEnvelope } from '../../functions/shared/event/envelope.ts';
import { type Family, familyOf } from '../../functions/shared/record/family.ts';
import type { Interpretation, Projection } from '../../functions/shared/record/projection.ts';

/** An event's bytes, or what to write as JSON. */
type Event = Uint8Array | object;

type Families = Readonly<Record<string, Family>>;

/** What a domain's families make of an event. */
export const interpret = (families: Families, event: Event): Interpretation => {
  const body = event instanceof Uint8Array ? event : Buffer.from(JSON.stringify(event));
  const { name = '', ...envelope } = readEnvelope(body) ?? {};
  const family = familyOf({ families }, name);
  if (family === undefined) throw new Error(`no family for '${name}'`);
  return family({ ...envelope, name, key: envelope.id ?? 'no-id' });
};

/** The projection of an event that has one. */
export const project = (families: Families, event: Event): Projection => {
  const { projection, issues } = interpret(families, event);
  if (projection === undefined) throw new Error(JSON.stringify(issues));
  return projection;
};
