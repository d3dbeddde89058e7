import { identifier } from '../../../functions/shared/event/identifier.ts';

/** The id under which the archive has an event, by its id or by what listings show of an unusual one. */
export const archivedId = (id: string): string => (id.startsWith('sha256:') ? id : identifier(id));
