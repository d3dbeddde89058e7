import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject, type ProjectCopy } from '../../support/pipeline/project-copy.ts';

/** What the second version's ingress says to a GET. */
export const VERSION_B = 'Method Not Allowed (version B)';

const change = (file: string, from: string, to: string): void => {
  const text = readFileSync(file, 'utf8');
  assert(text.includes(from), `${file} has no ${from} any more: choose another change`);
  writeFileSync(file, text.replace(from, to));
};

/** A copy of the project in which every function is another one. */
export const copyAsVersionB = (): ProjectCopy => {
  const copy = copyProject();
  const functions = join(copy.root, 'functions');
  change(join(functions, 'ingress/receive.ts'), "'Method Not Allowed'", `'${VERSION_B}'`);
  change(join(functions, 'shared/consume.ts'), "log.info('batch', {", "log.info('batch', { b: 1,");
  return copy;
};
