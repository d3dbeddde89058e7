import type { Command } from 'commander';
import { domains } from '../../../functions/domains.ts';
import { domainNamed } from '../pipeline/names.ts';
import { helpText } from '../terminal/command-line.ts';
import { printOut } from '../terminal/output.ts';
import { sampleNames } from './samples.ts';

/** `webhooks list`: the domains, and the samples for `send`. */
export const addList = (program: Command): void => {
  program
    .command('list')
    .description('list the domains and the sample events for "send"')
    .argument('[domain]', 'only this domain')
    .option('--json', 'print an array of { domain, title, objects, samples }')
    .addHelpText('after', helpText('\nExample:\n  webhooks list issuing'))
    .action((only: string | undefined, options: { json?: true }) => {
      const wanted = only === undefined ? domains : [domainNamed(only)];
      const listed = wanted.map(({ name, title, objects }) => ({
        domain: name,
        title,
        objects,
        samples: sampleNames(name),
      }));
      if (options.json) printOut(JSON.stringify(listed, undefined, 2));
      else
        for (const { domain, title, objects, samples } of listed)
          printOut(
            [
              `${domain}: ${title}`,
              `  get by the id of: ${objects.join(', ')}`,
              ...samples.map((s) => `  ${s}`),
            ].join('\n'),
          );
    });
};
