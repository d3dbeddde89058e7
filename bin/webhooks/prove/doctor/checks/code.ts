import {
  agreeCommand,
  causeText,
  codeDifferences,
  differenceText,
  UNSTATED,
} from '../../../pipeline/code.ts';
import { type Check, ok, warning } from '../check.ts';

/** The functions run the same code that this tool uses. */
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
        `${differenceText(differences)} ${causeText(differences)} This tool judges events and records by the checkout; the deployed code may give another result.`,
        next,
      ),
    ];
  },
};
