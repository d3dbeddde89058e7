import type { Command } from 'commander';
import { judge, type Verdict } from '../../functions/shared/event/judge.ts';
import { createProgress } from './progress.ts';
import { adviceOn } from './quarantine/advice.ts';
import { createGroups, type Group } from './quarantine/groups.ts';
import { type Advised, print, toJson } from './quarantine/print.ts';
import { loadRuntime, ownerOf } from './runtime.ts';
import { archivedUnder } from './target/archive.ts';
import { needingAttention } from './target/headlines.ts';
import { connect, type Target, type TargetOptions, targetOptions } from './target/target.ts';

const everything = { since: 0, until: Date.UTC(9999, 0) };

const groupsIn = async (target: Target): Promise<readonly Group[]> => {
  const groups = createGroups();
  const progress = createProgress('events that need attention');
  let count = 0;
  for await (const { event } of needingAttention(target, everything)) {
    groups.add(event);
    count += 1;
    progress.report(count);
  }
  progress.end();
  return groups.all();
};

/** What today's code makes of a group's example. */
const judgedToday = async (target: Target, { example }: Group): Promise<Verdict | undefined> => {
  const events = await archivedUnder(target, example.id);
  const event = events.find(({ digest }) => digest === example.digest);
  if (!event) return undefined;
  const runtime = await loadRuntime(ownerOf(event.name ?? ''));
  return judge({ body: event.body, receipt: event }, runtime);
};

/** `webhooks quarantine`: what needs attention, by reason, and what to do about it. */
export const addQuarantine = (program: Command): void => {
  targetOptions(program.command('quarantine'))
    .description('group what needs attention by reason, with an example and what to do about it')
    .option('--json', 'print an array of the groups')
    .addHelpText(
      'after',
      '\nThat is what is quarantined, what has a name that nobody knows, and what has none.\n\nExamples:\n  webhooks quarantine\n  webhooks events --outcome quarantined',
    )
    .action(async (options: TargetOptions & { json?: true }) => {
      const target = await connect(options);
      const groups: Advised[] = [];
      for (const group of await groupsIn(target))
        groups.push({ group, advice: adviceOn(group, await judgedToday(target, group)) });
      console.log(options.json ? toJson(groups) : print(groups));
    });
};
