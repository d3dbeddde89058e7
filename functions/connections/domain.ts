import { type Domain, usualTuning } from '../shared/domain.ts';
import { work } from './work.ts';

export const connections: Domain = {
  name: 'connections',
  title: 'OAuth connections between accounts and a partner app',
  families: ['connection', 'partner_connection', 'internal.connection_connected'],
  objects: ['account', 'org', 'app', 'connection'],
  work,
  events: [
    'connection.disconnected',
    'partner_connection.disconnected',
    'internal.connection_connected',
  ],
  revision: 3,
  errorImpact: 'A partner app keeps calling accounts that have disconnected it.',
  tuning: { ...usualTuning, maxConcurrency: 5 },
};
