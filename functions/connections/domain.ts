import { type Domain, usualTuning } from '../shared/domain.ts';

export const connections: Domain = {
  name: 'connections',
  title: 'OAuth connections between accounts and a partner app',
  families: ['connection', 'partner_connection'],
  objects: ['account', 'org', 'app', 'connection'],
  events: ['connection.disconnected', 'partner_connection.disconnected'],
  revision: 2,
  errorImpact: 'A partner app keeps calling accounts that have disconnected it.',
  tuning: { ...usualTuning, maxConcurrency: 5 },
};
