import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** Where reactions are, one a file. */
const reactions = 'functions/reactions';

const publishing = v.object({
  context: v.object({
    stages: v.record(v.string(), v.object({ changes: v.optional(v.boolean(), false) })),
  }),
});

/** Whether the folder of reactions has one. */
const hasReaction = (project: string): boolean => {
  const folder = join(project, reactions);
  return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.ts'));
};

/** Whether cdk.json has the stage publish changes. */
const isPublished = (project: string, stage: string): boolean => {
  const settings = v.safeParse(
    publishing,
    JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')),
  );
  return settings.success && settings.output.context.stages[stage]?.changes === true;
};

/** Whether anything gets the changes of records; without it there are no streams, which slow the store. */
export const isListening = (project: string, stage: string, forwardTo?: string): boolean =>
  forwardTo !== undefined || hasReaction(project) || isPublished(project, stage);
