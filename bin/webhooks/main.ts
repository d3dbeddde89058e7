#!/usr/bin/env node
import { addCompletion } from './completion.ts';
import { failureOf, unexpected } from './failure.ts';
import { createProgram } from './program.ts';

const program = createProgram();
addCompletion(program);

try {
  await program.parseAsync();
} catch (error) {
  const failure = failureOf(error) ?? unexpected(error);
  console.error(failure.message);
  process.exitCode = failure.exitCode;
}
