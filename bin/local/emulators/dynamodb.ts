import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, LOOPBACK, type PortChoice } from '../processes/ports.ts';
import { startTied } from '../processes/tied.ts';
import { answering, type Emulator } from './emulator.ts';
import { startServer } from './server.ts';
import { tendStreamRecords } from './stream-records.ts';

const binary = join(import.meta.dirname, '../../../node_modules/@dynoxide/linux-x64/dynoxide');

/** The embedded DynamoDBs: a program for Linux on x64, and JavaScript for every platform. */
const dynamoDbs = ['dynoxide', 'dynalite'] as const;
export type DynamoDbName = (typeof dynamoDbs)[number];

/**
 * The DynamoDB that runs here: the one in `LOCAL_DYNAMODB`, else dynoxide (DynamoDB's API over SQLite)
 * where it is installed, else dynalite (the same over LevelDB), which is slower.
 * @throws Error when the variable names no such thing, or one that cannot run here.
 */
export const dynamoDbName = (
  wanted = process.env['LOCAL_DYNAMODB'],
  hasBinary = existsSync(binary),
): DynamoDbName => {
  if (!wanted) return hasBinary ? 'dynoxide' : 'dynalite';
  const name = dynamoDbs.find((one) => one === wanted);
  if (name === undefined)
    throw new Error(`LOCAL_DYNAMODB is "${wanted}". Set it to one of ${dynamoDbs.join(', ')}.`);
  if (name === 'dynoxide' && !hasBinary)
    throw new Error(
      `dynoxide runs on Linux on x64 only (this is ${process.platform} on ${process.arch}, or it was not installed). Unset LOCAL_DYNAMODB to use dynalite.`,
    );
  return name;
};

/** Starts the embedded DynamoDB. @param folder holds its tables; without it they are in memory. */
export const startDynamoDb = async (
  folder: string | undefined,
  choice: PortChoice,
  name = dynamoDbName(),
): Promise<Emulator> => {
  if (name === 'dynalite')
    return startServer(
      'DynamoDB',
      'dynalite-server.ts',
      folder && join(folder, 'dynalite'),
      choice,
    );
  if (folder === undefined) return serve(choice, LOOPBACK, []);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'dynamodb.db');
  const hidden = await serve({ port: 0, flag: '' }, hiddenAddress(), ['--db-path', file]);
  tendStreamRecords(file);
  const guard = await startServer('DynamoDB', 'guard-server.ts', hidden.endpoint, choice);
  return {
    endpoint: guard.endpoint,
    ended: Promise.race([hidden.ended, guard.ended]),
    stop: async () => {
      await guard.stop();
      await hidden.stop();
    },
  };
};

/** Runs dynoxide at an address. */
const serve = async (
  choice: PortChoice,
  host: string,
  settings: readonly string[],
): Promise<Emulator> => {
  const port = await freePort(choice);
  const place = ['--host', host, '--port', String(port)];
  return answering('DynamoDB', startTied(binary, ['serve', ...place, ...settings]), port, host);
};

/**
 * An address of this machine that no page of a browser can guess: dynoxide would let it read and write
 * everything. Linux has 16 million loopback addresses.
 */
const hiddenAddress = (): string => {
  const part = (): number => randomInt(1, 255);
  return `127.${part()}.${part()}.${part()}`;
};
