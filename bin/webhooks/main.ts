#!/usr/bin/env node
import { createProgram } from './program.ts';
import { failureOf, unexpected } from './terminal/failure.ts';
import { printErr } from './terminal/output.ts';

const words = process.argv.slice(2);
const program = await createProgram(words);
// Loaded only where it runs: it needs every name that can be completed.
if (words.includes('complete')) (await import('./completion.ts')).addCompletion(program);
else program.command('complete').description('print a script that completes commands in a shell');

try {
  await program.parseAsync();
} catch (error) {
  const failure = failureOf(error) ?? unexpected(error);
  printErr(failure.message);
  process.exitCode = failure.exitCode;
}
