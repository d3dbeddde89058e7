import type { FieldDifference } from '../difference.ts';
import { type Ending, isAsTold } from './ending.ts';
import type { Scenario } from './scenarios.ts';

/** A JSON text's value; null where there is none. */
const parsed = (json: string | undefined): unknown =>
  json === undefined ? null : JSON.parse(json);

const differenceFacts = ({ field, before, after }: FieldDifference) => ({
  field,
  told: parsed(before),
  found: parsed(after),
});

/** A scenario and what it has come to, as JSON text. */
export const toJson = (scenario: Scenario, deliveries: number, ending: Ending): string => {
  const { name, story, seed, at, events, look } = scenario;
  const facts = (some: Ending['unarchived']) =>
    some.map((event) => ({ name: event.name, id: event.id }));
  return JSON.stringify(
    {
      scenario: name,
      story,
      seed,
      at: new Date(at).toISOString(),
      events: facts(events),
      deliveries,
      asTold: isAsTold(ending),
      rows: ending.rows.map(({ fields, differences, ...row }) => ({
        ...row,
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [field, parsed(value)]),
        ),
        differences: differences.map(differenceFacts),
      })),
      unarchived: facts(ending.unarchived),
      unprojected: facts(ending.unprojected),
      look,
    },
    undefined,
    2,
  );
};
