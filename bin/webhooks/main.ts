#!/usr/bin/env node
import { addCompletion } from './completion.ts';
import { createProgram } from './program.ts';
import { failureOf, unexpected } from './terminal/failure.ts';
import { printErr } from './terminal/output.ts';

const program = await createProgram(process.argv.slice(2));
addCompletion(program);

try {
  await program.parseAsync();
} catch (error) {
  const failure = failureOf(error) ?? unexpected(error);
  printErr(failure.message);
  process.exitCode = failure.exitCode;
}
