import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { constructId, reactionFunction } from '../../names.ts';
import type { ReactionEntry } from '../../reactions.ts';
import type { StageSettings } from '../../stages.ts';
import { DuePass } from './due-pass.ts';
import { Publisher } from './publisher.ts';
import { ReactionFunction } from './reaction-function.ts';

interface ChangesServiceProps {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  readonly reactions: readonly ReactionEntry[];
}

/** What runs for changes of records: what publishes them, what publishes open work, and the reactions. */
export class ChangesService extends Construct {
  readonly reactions: readonly { readonly reaction: ReactionEntry; readonly logGroup: LogGroup }[];
  readonly logGroups: readonly LogGroup[];

  constructor(scope: Construct, id: string, { stage, domains, reactions }: ChangesServiceProps) {
    super(scope, id);
    const publisher = new Publisher(this, 'Publisher', { stage, domains });
    const due = new DuePass(this, 'Due', { stage, domains });
    this.reactions = reactions.map((reaction) => {
      const id = constructId(reactionFunction(reaction.name));
      return { reaction, logGroup: new ReactionFunction(this, id, { stage, reaction }).logGroup };
    });
    this.logGroups = [publisher, due, ...this.reactions].map(({ logGroup }) => logGroup);
  }
}
