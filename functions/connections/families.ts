import type { Family } from '../shared/record/family.ts';
import { connected } from './connected.ts';
import { connection } from './connection.ts';
import { partnerConnection } from './partner-connection.ts';

/** By whole names: what another event of these families would state of a connection is not known. */
export const families: Readonly<Record<string, Family>> = {
  'connection.disconnected': connection,
  'internal.connection_connected': connected,
  'partner_connection.disconnected': partnerConnection,
};
