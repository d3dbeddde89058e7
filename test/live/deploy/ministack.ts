import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, LOOPBACK } from '../../../bin/local/processes/ports.ts';
import { startTied } from '../../../bin/local/processes/tied.ts';
import { projectRoot } from '../../../lib/project-root.ts';

const PATIENCE_MS = 60_000;

/** The account and region that the emulator takes these credentials for. */
export const account = { id: '000000000000', region: 'us-east-1' };

/** An AWS account on this machine that enforces what IAM policies say. */
export interface MiniStack {
  readonly endpoint: string;
  /** What a program needs to find it: of the shell's own AWS settings nothing is left. */
  readonly environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

const environmentOf = (endpoint: string, folder: string, bin: string): NodeJS.ProcessEnv => {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: [join(projectRoot, 'node_modules', '.bin'), bin, process.env['PATH']].join(delimiter),
    AWS_ENDPOINT_URL: endpoint,
    // CDK's command line asks S3 by this one alone.
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: account.region,
    AWS_DEFAULT_REGION: account.region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_HOME: join(folder, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: '1',
    CDK_DISABLE_VERSION_CHECK: '1',
  };
};

/**
 * Starts MiniStack on a free loopback port with nothing in it; it ends with this process.
 * @param bin the programs of the Python environment that has it.
 * @param folder for its log.
 * @throws Error with its log, when it is not ready in time.
 */
export const startMiniStack = async (bin: string, folder: string): Promise<MiniStack> => {
  const port = await freePort({ port: 0, flag: '' });
  const endpoint = `http://${LOOPBACK}:${port}`;
  const environment = environmentOf(endpoint, folder, bin);
  // Not in the project, whose package.json would make ES modules of the emulator's own scripts.
  const temporary = mkdtempSync(join(tmpdir(), 'ministack-'));
  const log = join(folder, 'ministack.log');
  const words = ['-c', 'exec "$@" >"$LOG" 2>&1', 'sh', join(bin, 'python')];
  const program = startTied(
    '/bin/sh',
    [...words, join(import.meta.dirname, 'start_ministack.py')],
    {
      env: {
        ...environment,
        LOG: log,
        TMPDIR: temporary,
        BIND_HOST: LOOPBACK,
        GATEWAY_PORT: String(port),
        // Roles may do what their policies say, and nothing else.
        AUTH: 'true',
      },
    },
  );
  let over = false;
  void program.ended.then(() => {
    over = true;
  });
  const stop = async (): Promise<void> => {
    await program.stop();
    // Its functions may write for a moment yet.
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return { endpoint, environment, stop };
    if (over || Date.now() > deadline) {
      await stop();
      throw new Error(`MiniStack does not start:\n${readFileSync(log, 'utf8')}`);
    }
    await pause(100);
  }
};
