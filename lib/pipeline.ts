import type { Domain } from '../functions/shared/domain.ts';
import type { StageSettings } from './stages.ts';

/** What both stacks are made from. */
export interface Pipeline {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  /** What no domain owns: a queue with only the archive behind it. */
  readonly unrouted: Domain;
}
