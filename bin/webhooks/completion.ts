import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complete } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import * as v from 'valibot';
import { domains, unrouted } from '../../functions/domains.ts';
import { changeKinds, objectNames } from '../../functions/shared/change/kinds.ts';
import { outcomes } from '../../functions/shared/record/outcomes.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { readReactions } from '../../lib/reactions.ts';
import { allSamples } from './send/samples.ts';
import { LOCAL_STAGE } from './terminal/command-line.ts';

const settings = v.object({ context: v.object({ stages: v.record(v.string(), v.unknown()) }) });

/** The stages that `cdk.json` defines; none where it cannot be read. */
const stages = (): readonly string[] => {
  const file = join(projectRoot, 'cdk.json');
  try {
    return Object.keys(v.parse(settings, JSON.parse(readFileSync(file, 'utf8'))).context.stages);
  } catch {
    return [];
  }
};

/** The reactions of this checkout; none while one of them cannot be read. */
const reactions = (): readonly string[] => {
  try {
    return readReactions().map(({ name }) => name);
  } catch {
    return [];
  }
};

const names = domains.map(({ name }) => name);

/** The known values of arguments and options, by name or by command and name; ids cannot be completed. */
const words: Readonly<Record<string, () => readonly string[]>> = {
  domain: () => [...names, unrouted.name],
  name: () => domains.flatMap(({ events }) => events),
  events: allSamples,
  kind: () => domains.flatMap(({ work = [] }) => work.map(({ kind }) => kind)),
  outcome: () => outcomes,
  reaction: reactions,
  'changes object': () => objectNames,
  'changes kind': () => changeKinds,
  stage: () => [...stages(), LOCAL_STAGE],
};

const offer = (source: () => readonly string[]) => (complete: Complete) => {
  for (const word of source()) complete(word, '');
};

/** Adds `webhooks complete <shell>`: a script that completes commands, options and known words. */
export const addCompletion = (program: Command): void => {
  const completion = tab(program);
  for (const [title, command] of completion.commands)
    for (const part of [...command.arguments.values(), ...command.options.values()]) {
      const name = 'name' in part ? part.name : part.value;
      const source = words[`${title} ${name}`] ?? words[name];
      if (source) part.handler = offer(source);
    }
};
