import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { renewed } from '../../../bin/webhooks/send/send/change.ts';
import { exitCodes } from '../../../bin/webhooks/terminal/failure.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from '../support/programs.ts';
import { type Door, deliver, idOf } from './airwallex.ts';
import type { MiniStack } from './ministack.ts';
import { eventually } from './receiving.ts';
import type { Stage } from './stage.ts';
import { checkAudit } from './updating.ts';

const EVENT = 'payment_intent.succeeded';

/** The shell blocks of the runbook that work on every table, in its order. */
const blocksOf = (stage: string): readonly string[] => {
  const runbook = readFileSync(join(projectRoot, 'lib/RUNBOOK.md'), 'utf8');
  return [...runbook.matchAll(/^```sh\n(for table in [\s\S]*?)^```$/gm)].map(([, block = '']) =>
    block.replaceAll('<stage>', stage).replaceAll('<time>', new Date().toISOString()),
  );
};

/** What the runbook has to restore every table of the stage `dev`, and to delete the restored ones. */
export const restoredTables = ({ environment: env }: MiniStack) => {
  const [restoring = '', deleting = ''] = blocksOf('dev');
  const shell = (block: string) =>
    runProgram('/bin/sh', ['-e', '-c', block], { cwd: projectRoot, env });
  return { restore: () => shell(restoring), remove: () => shell(deleting) };
};

const audit = v.object({
  breaches: v.array(v.object({ rule: v.string(), eventId: v.string() })),
});

/**
 * Follows the runbook's "Data must be restored" with the commands that it prints: an event that is archived after
 * the restore is named by an audit of the restored tables, and an archived event that is deleted is copied back.
 * (The emulator restores a table as it is now, whatever time is asked for.)
 */
export const checkRestore = async (
  emulator: MiniStack,
  stage: Stage,
  events: string,
  door: Door,
): Promise<string> => {
  const tables = restoredTables(emulator);
  const kept = renewed(readSample(EVENT), EVENT, [], Date.now());
  await deliver(door, kept);
  await checkAudit(stage);
  await tables.restore();

  const later = renewed(readSample(EVENT), EVENT, [], Date.now() + 1);
  await deliver(door, later);
  await checkAudit(stage);
  const accepted = [exitCodes.failed];
  const restored = ['audit', '--restored', 'restored', '--json'];
  // A message that is just deleted may be counted a moment longer, as one that waits.
  await eventually(async () => {
    const { breaches } = v.parse(audit, JSON.parse(await stage.webhooks(restored, { accepted })));
    assert.deepEqual(
      breaches.filter(({ rule }) => rule === 'balance').map(({ eventId }) => eventId),
      [idOf(later)],
    );
  });

  const items = await stage.items(events);
  const [item] = items.filter(({ id }) => id?.S === idOf(kept));
  const key = JSON.stringify({ id: item?.['id'], digest: item?.['digest'] });
  await stage.aws('dynamodb', 'delete-item', '--table-name', events, '--key', key);
  const printed = await stage.webhooks(['restore', 'restored']);
  assert.match(printed, /^1 item copied/m);
  await eventually(async () => void (await checkAudit(stage)));
  await tables.remove();
  assert.equal((await stage.aws('dynamodb', 'list-tables')).includes('-restored'), false);
  return `${items.length} archived events`;
};
