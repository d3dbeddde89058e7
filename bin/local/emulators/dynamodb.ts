import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, LOOPBACK, type PortChoice } from '../processes/ports.ts';
import { startTied } from '../processes/tied.ts';
import { answering, type Emulator } from './emulator.ts';

const binary = join(import.meta.dirname, '../../../node_modules/@dynoxide/linux-x64/dynoxide');

/**
 * Starts dynoxide (DynamoDB's API over SQLite) on a file.
 * @throws Error with the next step on a platform that it does not support.
 */
export const startDynamoDb = async (file: string, choice: PortChoice): Promise<Emulator> => {
  if (!existsSync(binary)) {
    throw new Error(
      `The embedded DynamoDB runs on Linux on x64 only (this is ${process.platform} on ${process.arch}, or it was not installed). ` +
        'Start DynamoDB Local and give its address with --dynamodb-endpoint http://127.0.0.1:8000.',
    );
  }
  const port = await freePort(choice);
  const program = startTied(binary, [
    'serve',
    ...['--host', LOOPBACK],
    ...['--port', String(port)],
    ...['--db-path', file],
  ]);
  return answering('DynamoDB', program, port);
};
