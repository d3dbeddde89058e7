import assert from 'node:assert/strict';
import * as v from 'valibot';
import type { Stage } from './stage.ts';

const findings = v.array(
  v.object({
    check: v.string(),
    status: v.picklist(['ok', 'warning', 'problem', 'skipped']),
    detail: v.string(),
  }),
);

/** Exit code of a check that failed. */
const FAILED = 3;

/** Problems that are expected here: the emulator has no backups, and dev has no subscriber. */
const excused = ['has no point-in-time recovery', 'its topic has no subscriber'];

/** Asserts that `webhooks doctor` finds no other problem. @returns a summary. */
export const checkDoctor = async (stage: Stage): Promise<string> => {
  const printed = await stage.webhooks(['doctor', '--json'], { accepted: [FAILED] });
  const found = v.parse(findings, JSON.parse(printed));
  const problems = found.flatMap(({ status, detail }) =>
    ['ok', 'warning'].includes(status) ? [] : [detail],
  );
  const excuseOf = (detail: string) => excused.find((words) => detail.includes(words));
  assert.deepEqual([...new Set(problems.map((detail) => excuseOf(detail) ?? detail))], excused);
  return `${found.length - problems.length} checks`;
};
