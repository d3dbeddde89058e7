/*
 * Events of our own: what only the application knows, received and archived like any webhook, and heartbeats,
 * which prove that the way is open. Each has a label, whose secret signs events that are named after it and
 * nothing else; no other secret signs those. So none can pass for another, or for an event of Airwallex.
 */

/** The label of the secret that signs events of our own. */
export const INTERNAL_LABEL = 'internal';

/** The label of the secret that signs heartbeats, which are noted and not archived. */
export const HEARTBEAT_LABEL = 'heartbeat';

const ownLabels: readonly string[] = [INTERNAL_LABEL, HEARTBEAT_LABEL];

/** Whether a label is reserved: its secret signs nothing of Airwallex. */
export const isOwnLabel = (label: string): boolean => ownLabels.includes(label);

/** The label that an event's name is reserved for; undefined for a name of Airwallex. */
const ownerOf = (name: string | undefined): string | undefined =>
  ownLabels.find((label) => name?.startsWith(`${label}.`));

/** Whether an event is one of our own, by its name. */
export const isInternal = (name: string | undefined): boolean => ownerOf(name) === INTERNAL_LABEL;

/** Whether the secret of a label may sign an event of this name. */
export const maySign = (label: string, name: string | undefined): boolean =>
  ownerOf(name) === (isOwnLabel(label) ? label : undefined);
