import {
  agreeCommand,
  causeText,
  codeDifferences,
  differenceText,
  UNSTATED,
} from '../../target/code.ts';
import { type Check, ok, warning } from '../check.ts';

/** What the functions run and what this tool judges by is the same code. */
export const code: Check = {
  name: 'code',
  after: ['pipeline'],
  run: async ({ target, pipeline }) => {
    const differences = await codeDifferences(await target());
    const next = agreeCommand(differences ?? [], pipeline);
    if (!differences) return [warning(UNSTATED, next)];
    if (differences.length === 0) return [ok('The functions run the code of this checkout.')];
    return [
      warning(
        `${differenceText(differences)} ${causeText(differences)} This tool judges events and rows by the checkout; the code that runs may come to something else.`,
        next,
      ),
    ];
  },
};
