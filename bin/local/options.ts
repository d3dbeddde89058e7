import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import * as v from 'valibot';
import { projectRoot } from '../../lib/project-root.ts';
import { commandOutput } from '../webhooks/terminal/output.ts';
import { givenPath } from '../webhooks/terminal/working-folder.ts';

const port = v.number();
const schema = v.object({
  /** 0 takes any free port, here and below. */
  port,
  dynamodbPort: port,
  sqsPort: port,
  secretsPort: port,
  inspectorPort: port,
  dynamodbEndpoint: v.optional(v.string()),
  sqsEndpoint: v.optional(v.string()),
  stage: v.string(),
  /** The folder with all state that persists between runs. */
  dir: v.string(),
  reset: v.boolean(),
  /** Where changes are posted to. */
  forwardTo: v.optional(v.string()),
});

export type LocalOptions = v.InferOutput<typeof schema>;

/** Reads flags, then variables for those not given; exits for --help and usage errors. */
export const readOptions = (args: readonly string[]): LocalOptions => {
  const command = new Command('npm start --')
    .configureOutput(commandOutput)
    .description(
      'Runs the whole pipeline on this machine: the synthesized templates and bundles, no AWS account.',
    )
    .addOption(portOption('--port', 'LOCAL_PORT', 7300, 'where webhooks are received'))
    .addOption(portOption('--dynamodb-port', 'LOCAL_DYNAMODB_PORT', 7301, 'embedded DynamoDB'))
    .addOption(portOption('--sqs-port', 'LOCAL_SQS_PORT', 7302, 'embedded SQS'))
    .addOption(portOption('--secrets-port', 'LOCAL_SECRETS_PORT', 7303, 'embedded Secrets Manager'))
    .addOption(
      portOption(
        '--inspector-port',
        'LOCAL_INSPECTOR_PORT',
        7304,
        'web page that shows the pipeline',
      ),
    )
    .addOption(
      option(
        '--dynamodb-endpoint <url>',
        'LOCAL_DYNAMODB_ENDPOINT',
        'use this DynamoDB instead',
      ).argParser(origin),
    )
    .addOption(
      option('--sqs-endpoint <url>', 'LOCAL_SQS_ENDPOINT', 'use this SQS instead').argParser(
        origin,
      ),
    )
    .addOption(option('--stage <name>', 'LOCAL_STAGE', 'stage of cdk.json').default('dev'))
    .addOption(
      option('--dir <folder>', 'LOCAL_DIR', 'folder for all state')
        .default(join(projectRoot, '.local'), '.local')
        .argParser(givenPath),
    )
    .addOption(
      option(
        '--forward-to <url>',
        'LOCAL_FORWARD_TO',
        'post each change of a record to this address, signed as Standard Webhooks',
      ).argParser(address),
    )
    .option('--reset', 'delete the state of the embedded services and start from scratch', false)
    .parse(args, { from: 'user' });
  return v.parse(schema, command.opts());
};

const option = (flags: string, variable: string, description: string): Option =>
  new Option(flags, description).env(variable);

const portOption = (flag: string, variable: string, usual: number, what: string): Option =>
  option(`${flag} <port>`, variable, `${what}; 0 for any free port`)
    .default(usual)
    .argParser(portNumber);

const portNumber = (text: string): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number < 65_536) return number;
  throw new InvalidArgumentError('Give a number from 0 to 65535.');
};

const origin = (text: string): string => {
  if (URL.canParse(text)) return new URL(text).origin;
  throw new InvalidArgumentError('Give an address such as http://127.0.0.1:8000.');
};

/** The address of an application: a secret in it would be printed. */
const address = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (isUsable) return url.href;
  throw new InvalidArgumentError(
    'Give an address without a password, such as http://127.0.0.1:3000/airwallex.',
  );
};
