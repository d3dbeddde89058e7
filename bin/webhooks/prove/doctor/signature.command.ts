import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { targetOptions } from '../../pipeline/options.ts';
import { SECRET_VARIABLE } from '../../pipeline/secrets.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, usageError } from '../../terminal/failure.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { givenPath } from '../../terminal/working-folder.ts';
import { reportOn, reportText } from './signature/answer.ts';
import { explain } from './signature/explain.ts';
import { keysFrom, type SourceOptions } from './signature/source.ts';

interface Options extends SourceOptions {
  readonly bodyFile: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly json?: true;
}

const bytesOf = (file: string): Buffer => {
  try {
    return readFileSync(givenPath(file));
  } catch {
    throw usageError(`${givenPath(file)} cannot be read.`);
  }
};

/** `webhooks doctor signature`: which known mistake explains a wrong signature. */
export const define = (command: Command): void => {
  targetOptions(command)
    .requiredOption('--body-file <file>', 'the raw body of the request, byte for byte')
    .requiredOption('--timestamp <text>', 'its header x-timestamp')
    .requiredOption('--signature <text>', 'its header x-signature, or the one that you computed')
    .option('--secret-label <label>', 'the secret that it should be signed with')
    .option('--secret-stdin', 'read the secret from standard input instead of a pipeline')
    .option(
      '--test-key <text>',
      'its header client-secret-key, which the "Test event" button sends',
    )
    .option('--json', 'print { right, label, mistakes: [{ name, what, from }], remarks }')
    .addHelpText(
      'after',
      helpText(
        `\nThe secrets are those of the pipeline, or the one in ${SECRET_VARIABLE}. No secret and no part of the body is printed.\n\nExamples:\n  webhooks doctor signature --body-file body.json --timestamp 1764547200000 --signature 3f5a…\n  webhooks doctor signature --stage prod --secret-label live --body-file body.json --timestamp … --signature …\n\nExits with 3 when the signature is not right.`,
      ),
    )
    .action(async (_own: Options, command: Command) => {
      // The options that "doctor" has as well are parsed by it, at any position.
      const options = command.optsWithGlobals<Options>();
      const { bodyFile, timestamp, signature } = options;
      const request = { signature, timestamp, body: bytesOf(bodyFile) };
      const keys = await keysFrom(options, (name) => {
        if (!options.json) printErr(styleText('dim', `With the secrets of ${name}:`));
      });
      const report = reportOn(request, keys, explain(request, keys), Date.now());
      printOut(options.json ? JSON.stringify(report, undefined, 2) : reportText(report));
      if (!report.right) process.exitCode = exitCodes.failed;
    });
};
