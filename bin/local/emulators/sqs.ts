import type { PortChoice } from '../processes/ports.ts';
import type { Emulator } from './emulator.ts';
import { startServer } from './server.ts';

/** Starts a durable SQS; its messages are in SQLite below the folder. */
export const startSqs = (folder: string, choice: PortChoice): Promise<Emulator> =>
  startServer('SQS', 'sqs-server.ts', folder, choice);
