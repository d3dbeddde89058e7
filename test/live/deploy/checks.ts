import assert from 'node:assert/strict';
import { devNull } from 'node:os';
import { readResults } from '../../../functions/scheduled/audit-pass/results.ts';
import type { Names } from '../../../lib/names.ts';
import type { Stage } from './stage.ts';

/**
 * Invokes the deployed audit as the scheduler does: it may read what it compares, explains every record and
 * keeps the results. What was sent a moment ago is younger than the two hours that it looks at.
 * @returns what it checked.
 */
export const checkHourlyAudit = async (stage: Stage, names: Names): Promise<string> => {
  const invoke = ['--function-name', names.function('audit'), devNull];
  const control = { client: stage.dynamodb, name: names.controlTable };
  const answer = await stage.aws('lambda', 'invoke', ...invoke);
  assert.equal(answer.includes('FunctionError'), false, answer);
  const { forward, backward } = await readResults(control);
  assert.deepEqual([forward?.breaches, backward?.last?.breaches], [0, 0]);
  const { records = 0, explained } = backward?.last ?? {};
  assert(records > 0);
  assert.equal(explained, records);
  return `${records} records explained`;
};
