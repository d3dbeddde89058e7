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
  readonly logGroups: readonly LogGroup[];

  constructor(scope: Construct, id: string, { stage, domains, reactions }: ChangesServiceProps) {
    super(scope, id);
    this.logGroups = [
      new Publisher(this, 'Publisher', { stage, domains }),
      new DuePass(this, 'Due', { stage, domains }),
      ...reactions.map(
        (reaction) =>
          new ReactionFunction(this, constructId(reactionFunction(reaction.name)), {
            stage,
            reaction,
          }),
      ),
    ].map(({ logGroup }) => logGroup);
  }
}
