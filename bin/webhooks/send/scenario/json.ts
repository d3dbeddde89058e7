import * as v from 'valibot';
import { differenceShape, fromExpected } from '../../json/difference.ts';
import { time } from '../../json/event.ts';
import { recordKeyFields } from '../../json/record.ts';
import { isAsExpected, type ScenarioResult } from './result.ts';
import { type Scenario, scenarioNames } from './scenarios.ts';

/** What `scenario --list --json` prints. */
export const scenarioListShape = v.array(v.strictObject({ name: v.string(), summary: v.string() }));

/** The scenarios as JSON. */
export const scenarioListJson = (): v.InferOutput<typeof scenarioListShape> =>
  scenarioNames.map(({ name, summary }) => ({ name, summary }));

const eventsShape = v.array(v.strictObject({ id: v.string(), name: v.string() }));

/** What `scenario --json` prints. */
export const scenarioShape = v.strictObject({
  scenario: v.string(),
  summary: v.string(),
  seed: v.string(),
  /** When its last event happens. */
  at: time,
  events: eventsShape,
  deliveries: v.number(),
  asExpected: v.boolean(),
  records: v.array(
    v.strictObject({
      ...recordKeyFields,
      verdict: v.picklist(['as expected', 'different', 'missing', 'unexpected']),
      /** The stored values of the attributes that the scenario checks. */
      fields: v.record(v.string(), v.unknown()),
      differences: v.array(differenceShape),
    }),
  ),
  /** Events that the archive does not hold as they were sent. */
  unarchived: eventsShape,
  /** Events that could not be projected. */
  unprojected: eventsShape,
  /** Commands that show the result. */
  followUp: v.array(v.string()),
});

const headlines = (events: ScenarioResult['unarchived']) =>
  events.map(({ id, name }) => ({ id, name }));

/** A scenario and its result as JSON. */
export const scenarioJson = (
  scenario: Scenario,
  deliveries: number,
  result: ScenarioResult,
): v.InferOutput<typeof scenarioShape> => {
  const { name, summary, seed, at, events, followUp } = scenario;
  return {
    ...{ scenario: name, summary, seed, at: new Date(at).toISOString() },
    ...{ events: headlines(events), deliveries, asExpected: isAsExpected(result) },
    records: result.rows.map(({ fields, differences, ...record }) => ({
      ...record,
      fields: Object.fromEntries(
        Object.entries(fields).map(([field, value]): [string, unknown] => [
          field,
          JSON.parse(value),
        ]),
      ),
      differences: differences.map(fromExpected),
    })),
    unarchived: headlines(result.unarchived),
    unprojected: headlines(result.unprojected),
    followUp: [...followUp],
  };
};
