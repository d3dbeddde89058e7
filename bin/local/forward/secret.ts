import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Its file below the folder of all state; only its owner may read it. */
export const FORWARD_SECRET = 'forward-secret.txt';

/** The secret that signs forwarded changes: made once, and kept. */
export const forwardSecret = (dir: string): string => {
  const file = join(dir, FORWARD_SECRET);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
};
