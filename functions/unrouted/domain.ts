import { type Domain, usualTuning } from '../shared/domain.ts';

/** What no domain owns: archived, never projected, so it has a queue and no table. */
export const unrouted: Domain = {
  name: 'unrouted',
  title: "other products' events and signed bodies that name none",
  families: [],
  objects: [],
  events: [],
  revision: 1,
  errorImpact:
    'Events of products without a domain here are waiting unarchived; nothing else is late.',
  tuning: { ...usualTuning, maxConcurrency: 5 },
};
