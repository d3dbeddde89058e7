/*
 * Events of our own: what only the application knows, received and archived like any webhook. Only the secret
 * of one label signs them, and that secret signs nothing else: neither can pass for the other.
 */

/** The label of the secret that signs events of our own. */
export const INTERNAL_LABEL = 'internal';

/** Whether an event is one of our own, by its name. */
export const isInternal = (name: string | undefined): boolean =>
  name?.startsWith('internal.') ?? false;

/** Whether the secret of a label may sign an event of this name. */
export const maySign = (label: string, name: string | undefined): boolean =>
  (label === INTERNAL_LABEL) === isInternal(name);
