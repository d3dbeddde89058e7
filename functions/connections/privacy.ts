import type { Privacy } from '../shared/domain.ts';

export const privacy: Privacy = {
  // A connection is one of businesses.
  owners: { account: [], org: [], app: [], connection: [] },
  privateNames: /secret|token|e-?mail|(first|last)_name|metadata/i,
  ordinary: /^.{0,3}$/s,
};
