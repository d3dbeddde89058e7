import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complete } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import * as v from 'valibot';
import { domains, unrouted } from '../../functions/domains.ts';
import { outcomes } from '../../functions/shared/record/outcomes.ts';
import { projectRoot } from '../../lib/project-root.ts';
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

const names = domains.map(({ name }) => name);

/** The known values of arguments and options, by name; ids cannot be completed. */
const words: Readonly<Record<string, () => readonly string[]>> = {
  domain: () => [...names, unrouted.name],
  name: () => domains.flatMap(({ events }) => events),
  events: allSamples,
  kind: () => domains.flatMap(({ work = [] }) => work.map(({ kind }) => kind)),
  outcome: () => outcomes,
  stage: () => [...stages(), LOCAL_STAGE],
};

const offer = (source: () => readonly string[]) => (complete: Complete) => {
  for (const word of source()) complete(word, '');
};

/** Adds `webhooks complete <shell>`: a script that completes commands, options and known words. */
export const addCompletion = (program: Command): void => {
  const completion = tab(program);
  for (const command of completion.commands.values())
    for (const part of [...command.arguments.values(), ...command.options.values()]) {
      const source = words['name' in part ? part.name : part.value];
      if (source) part.handler = offer(source);
    }
};
