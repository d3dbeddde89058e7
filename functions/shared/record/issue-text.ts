import type { Issue } from './projection.ts';

/** An issue in words. */
export const issueText = ({ path, expected, received }: Issue): string =>
  `${path === '' ? 'the body' : path}: expected ${expected}, received ${received}`;
