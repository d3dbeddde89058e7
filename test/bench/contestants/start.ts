/**
 * Loads the module that its first argument names, calls its handler with the event in the file that
 * the second one names, and says what that took: microseconds of CPU and bytes of memory.
 */
import { readFileSync } from 'node:fs';
import { argv, cpuUsage, memoryUsage, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';

const cpu = (): number => {
  const { user, system } = cpuUsage();
  return user + system;
};

const [, , file = '', event] = argv;
const module = await import(pathToFileURL(file).href);
const init = cpu();
if (event !== undefined) await module.handler(JSON.parse(readFileSync(event, 'utf8')));
const call = cpu() - init;
stdout.write(`\n${JSON.stringify({ init, call, rss: memoryUsage.rss() })}\n`);
process.exit();
