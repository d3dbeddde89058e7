import type { FieldDifference } from '../../../../functions/shared/query/difference.ts';
import { isAsExpected, type ScenarioResult } from './result.ts';
import { type Scenario, scenarioNames } from './scenarios.ts';

/** A JSON text's value; null where there is none. */
const parsed = (json: string | undefined): unknown =>
  json === undefined ? null : JSON.parse(json);

const differenceFacts = ({ field, before, after }: FieldDifference) => ({
  field,
  told: parsed(before),
  found: parsed(after),
});

/** The scenarios, as JSON text. */
export const scenarioListJson = (): string =>
  JSON.stringify(
    scenarioNames.map(({ name, summary }) => ({ name, story: summary })),
    undefined,
    2,
  );

/** A scenario and its result, as JSON text; `told` and `as told` are what it expects. */
export const toJson = (scenario: Scenario, deliveries: number, result: ScenarioResult): string => {
  const { name, summary, seed, at, events, followUp } = scenario;
  const facts = (some: ScenarioResult['unarchived']) =>
    some.map((event) => ({ name: event.name, id: event.id }));
  return JSON.stringify(
    {
      scenario: name,
      story: summary,
      seed,
      at: new Date(at).toISOString(),
      events: facts(events),
      deliveries,
      asTold: isAsExpected(result),
      rows: result.rows.map(({ fields, differences, verdict, ...record }) => ({
        ...record,
        verdict: verdict === 'as expected' ? 'as told' : verdict,
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, value]) => [field, parsed(value)]),
        ),
        differences: differences.map(differenceFacts),
      })),
      unarchived: facts(result.unarchived),
      unprojected: facts(result.unprojected),
      look: followUp,
    },
    undefined,
    2,
  );
};
