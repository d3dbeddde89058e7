import type { Command } from 'commander';
import { domains } from '../../../functions/domains.ts';
import { connect, type TargetOptions } from '../pipeline/connect.ts';
import { targetOptions } from '../pipeline/options.ts';
import { createReader } from '../pipeline/records.ts';
import { commandLine, helpText } from '../terminal/command-line.ts';
import { exitCodes, Failure } from '../terminal/failure.ts';
import { named } from '../terminal/options.ts';
import { printOut } from '../terminal/output.ts';
import { render, toJson } from '../terminal/render.ts';
import { EVENTS, itemsOf } from './items.ts';

/** `webhooks get`: the stored items of an object, or the archived ones of an event. */
export const addGet = (program: Command): void => {
  const tables = [...domains, { name: EVENTS }];
  targetOptions(program.command('get'))
    .description('show the stored items of an object and of what belongs to it')
    .argument('<domain>', `one of ${tables.map(({ name }) => name).join(', ')}`)
    .argument('<id>', 'the id of any object of the domain, or of an event')
    .option('--json', 'print an array of the items, numbers as exact JSON numbers')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks get payments int_hkdmabcd\n  webhooks get events evt_1234\n\nExits with 2 when nothing is stored.',
      ),
    )
    .action(async (domain: string, id: string, options: TargetOptions & { json?: true }) => {
      named('domain', domain, tables);
      const target = await connect(options);
      const items = await itemsOf(createReader(target.tables), domain, id);
      if (options.json) printOut(toJson(items));
      else for (const item of items) printOut(`${render(item)}\n`);
      if (items.length === 0)
        throw new Failure(
          `Nothing is stored for "${id}" in ${domain}. If its event was just sent, try again in a second. The latest events are listed by: ${commandLine('events', { pipeline: target.pipeline })}`,
          exitCodes.notFound,
        );
    });
};
