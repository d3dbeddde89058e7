#!/usr/bin/env node
/*
 * The command `webhooks`: the tool, under Node.js 24. An older caller's hands over to the one that
 * `npm ci` installed. Plain JavaScript, because Node.js before 22.18 does not read TypeScript:
 * https://nodejs.org/docs/latest-v24.x/api/typescript.html
 */
import { spawn } from 'node:child_process';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));

/** The path of the installed Node.js, undefined without one. */
const installedNode = () => {
  const require = module.createRequire(import.meta.url);
  try {
    const { bin } = require('node/package.json');
    return join(dirname(require.resolve('node/package.json')), bin.node);
  } catch {
    return undefined;
  }
};

/** Runs the tool in a process of its own, which gets this one's signals; ends as it does. */
const handOver = (node) => {
  const tool = [join(folder, 'main.ts'), ...process.argv.slice(2)];
  // As `module.enableCompileCache` does below.
  const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env };
  const child = spawn(node, tool, { stdio: 'inherit', env });
  // A terminal signals both processes.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => {
    if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
    else process.exitCode = code;
  });
};

if (process.features.typescript && Number.parseInt(process.versions.node, 10) >= 24) {
  // Compiled once a version: half the time of a start. https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
  module.enableCompileCache();
  await import('./main.ts');
} else {
  const node = installedNode();
  if (node) {
    handOver(node);
  } else {
    const root = join(folder, '..', '..');
    console.error(
      `This tool needs Node.js 24 and this is ${process.version}. Install the project's own: npm --prefix "${root}" ci`,
    );
    process.exitCode = 1;
  }
}
