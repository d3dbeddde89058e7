import { isObject } from '../../functions/shared/event/json.ts';
import { type DomainRuntime, familyOf } from '../../functions/shared/record/family.ts';
import { type Drift, driftOf } from '../../functions/shared/schema/drift.ts';

/** The drift of an event from the family that a domain reads it with. */
export const driftIn = (
  event: unknown,
  runtime: Pick<DomainRuntime, 'families'>,
): readonly Drift[] => {
  const name = isObject(event) && typeof event['name'] === 'string' ? event['name'] : '';
  return driftOf(event, familyOf(runtime, name) ?? {});
};
