/* What the package exports for reactions in an application of one's own. */
export { reaction } from '../functions/shared/reaction/reaction.ts';
