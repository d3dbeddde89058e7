/** `npm run test:start`: what a newcomer does with `npm start`, on any platform. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';

const START_MS = 120_000;
const state = mkdtempSync(join(tmpdir(), 'start-'));
const env = { ...process.env, LOCAL_DIR: state };

const run = (file: string, words: readonly string[], stdio: 'inherit' | 'pipe'): ChildProcess =>
  spawn(process.execPath, [join(projectRoot, file), ...words], {
    cwd: projectRoot,
    env,
    stdio,
    windowsHide: true,
  });

const command = async (...words: readonly string[]): Promise<void> => {
  console.log(`\nwebhooks ${words.join(' ')}`);
  const [code] = await once(run('bin/webhooks/main.ts', words, 'inherit'), 'exit');
  assert.equal(code, 0, `webhooks ${words[0]} ended with ${code}`);
};

const started = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`npm start ${why}:\n${output}`));
    const timer = setTimeout(() => fail('was not ready in time'), START_MS);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (!output.includes('ready: ')) return;
        clearTimeout(timer);
        resolve();
      });
    child.once('exit', (code) => fail(`ended with ${code}`));
  });

const pipeline = run('bin/local/start.ts', [], 'pipe');
try {
  await started(pipeline);
  console.log('npm start is ready');
  await command('send', 'payment_intent.succeeded', 'refund.settled');
  await command('scenario', 'dispute-lost', '--shuffle', '--duplicate', '0.3');
  await command('doctor');
  await command('audit');
} finally {
  pipeline.removeAllListeners('exit');
  pipeline.kill();
  await once(pipeline, 'close');
  rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
