import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { freePort } from '../../../bin/local/processes/ports.ts';
import { startTied } from '../../../bin/local/processes/tied.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from '../support/programs.ts';
import { Missing } from '../support/steps.ts';

const folder = join(projectRoot, '.local', 'dynamodb-local');
const pom = join(import.meta.dirname, 'pom.xml');

const PATIENCE_MS = 30_000;

const needed = async (program: string, what: string): Promise<void> => {
  try {
    await runProgram(program, ['-version']);
  } catch {
    throw new Missing(`This test needs ${what}, and there is no ${program} here.`);
  }
};

/**
 * The folder with DynamoDB Local and all that it needs, as `pom.xml` pins them.
 * @param say hears what was fetched.
 * @throws Missing when Java, Maven or its repository is not there.
 */
export const fetchDynamoDbLocal = async (say: (detail: string) => void): Promise<string> => {
  await needed('java', 'Java 17 or newer');
  const wanted = createHash('sha256').update(readFileSync(pom)).digest('hex');
  const stamp = join(folder, 'made-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  await needed('mvn', 'Maven to fetch DynamoDB Local');
  rmSync(folder, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
  try {
    await runProgram('mvn', ['--quiet', '--batch-mode', '--file', pom, ...goal]);
  } catch (error) {
    const words = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    const [, reason = words] = /\[ERROR\] (.*)/.exec(words) ?? [];
    throw new Missing(`DynamoDB Local cannot be fetched: ${reason}`);
  }
  writeFileSync(stamp, wanted);
  say('fetched');
  return folder;
};

export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts it in memory on a free port; it ends with this process. It listens on every interface of
 * this machine, which it can't be talked out of, and takes any credentials.
 */
export const startDynamoDbLocal = async (jars: string): Promise<DynamoDbLocal> => {
  const port = await freePort({ port: 0, flag: '' });
  const endpoint = `http://127.0.0.1:${port}`;
  const program = startTied('java', [
    `-Djava.library.path=${jars}`,
    ...['-cp', join(jars, '*'), 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner'],
    // Shared, as it would otherwise give every access key tables of its own.
    ...['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
  ]);
  let said: string | undefined;
  void program.ended.then((end) => {
    said = end.output;
  });
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    // What is no request of DynamoDB's is answered with 400.
    if (await fetch(endpoint).catch(() => undefined)) return { endpoint, stop: program.stop };
    if (said !== undefined || Date.now() > deadline) {
      await program.stop();
      throw new Error(`DynamoDB Local does not start:\n${said ?? ''}`);
    }
    await pause(100);
  }
};
