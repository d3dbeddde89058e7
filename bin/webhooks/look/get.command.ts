import type { Command } from 'commander';
import { domains } from '../../../functions/domains.ts';
import { identifier, key } from '../../../functions/shared/event/identifier.ts';
import type { Item } from '../../../functions/shared/query/items.ts';
import { connect, type TargetOptions, targetOptions } from '../pipeline/connect.ts';
import { createReader, type Reader } from '../pipeline/records.ts';
import { commandLine, helpText } from '../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../terminal/failure.ts';
import { printOut } from '../terminal/output.ts';
import { render, toJson } from '../terminal/render.ts';

const EVENTS = 'events';

/** The items of an object and of what belongs to it, each once. */
export const find = async (
  reader: Reader,
  domainName: string,
  id: string,
): Promise<readonly Item[]> => {
  const events = await (domainName === EVENTS ? reader.event(identifier(id)) : []);
  const domain = domains.find(({ name }) => name === domainName);
  const found = await Promise.all(
    domain
      ? domain.objects.flatMap((kind) => [
          reader.object(domain, key(kind, id)),
          reader.related(domain, key(kind, id)),
        ])
      : [],
  );
  const items = new Map<string, Item>();
  for (const item of found.flat()) items.set(JSON.stringify([item['pk'], item['sk']]), item);
  return [...events, ...items.values()];
};

/** `webhooks get`: the stored items of an object, or the archived ones of an event. */
export const addGet = (program: Command): void => {
  const tables = [...domains.map(({ name }) => name), EVENTS];
  targetOptions(program.command('get'))
    .description('show the stored items of an object and of what belongs to it')
    .argument('<domain>', `one of ${tables.join(', ')}`)
    .argument('<id>', 'the id of any object of the domain, or of an event')
    .option('--json', 'print an array of the items, numbers as exact JSON numbers')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks get payments int_hkdmabcd\n  webhooks get events evt_1234\n\nExits with 2 when nothing is stored.',
      ),
    )
    .action(async (domain: string, id: string, options: TargetOptions & { json?: true }) => {
      if (!tables.includes(domain))
        throw usageError(`There is no domain "${domain}". Choose one of ${tables.join(', ')}.`);
      const target = await connect(options);
      const items = await find(createReader(target.tables), domain, id);
      if (options.json) printOut(toJson(items));
      else for (const item of items) printOut(`${render(item)}\n`);
      if (items.length === 0)
        throw new Failure(
          `Nothing is stored for "${id}" in ${domain}. If its event was just sent, try again in a second. The latest events are listed by: ${commandLine('events', { pipeline: target.pipeline })}`,
          exitCodes.notFound,
        );
    });
};
