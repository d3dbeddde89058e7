import { setTimeout as pause } from 'node:timers/promises';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { type Fault, theEnd } from './fault.ts';
import { trafficOf } from './traffic.ts';

const down = [{ status: 500, error: 'InternalServerError' }, 'refuse'] as const;

const isIngress = ({ name }: { readonly name: string }): boolean => name === 'ingress';

/** Milliseconds that Secrets Manager stays away. */
const AWAY = { short: 1_500, long: 4_000 };

/** A little more than what the ingress lets pass between two readings. */
const HALF_A_MINUTE = 31_000;

const putSecrets = async ({ secretsManager, outputs }: Target, secrets: object): Promise<void> => {
  const client = await secretsManager();
  const SecretString = JSON.stringify(secrets);
  await client.send(
    new PutSecretValueCommand({ SecretId: outputs.signingSecretName, SecretString }),
  );
  client.destroy();
};

/** A Secrets Manager that is away when it is needed. */
export const secretsFaults: readonly Fault[] = [
  {
    name: 'Secrets Manager is down at a cold start',
    before: async ({ stand, seed, killed }) => {
      stand.secrets.suffer({ seed, share: 1, faults: down });
      killed(stand.killFunctions(isIngress));
    },
    during: async ({ stand, over, short }) => {
      await Promise.race([pause(short ? AWAY.short : AWAY.long), theEnd(over)]);
      stand.secrets.suffer(undefined);
    },
  },
  {
    name: 'Secrets Manager is down during a rotation',
    during: async ({ stand, seed, short, send, killed }) => {
      stand.secrets.suffer({ seed, share: 1, faults: down });
      const added = `whsec_${sha256(seed).slice(0, 48)}`;
      await putSecrets(stand.target, { local: stand.signingSecret, added });
      // What is signed with the new secret is refused until the ingress can read it.
      const sent = send(trafficOf(`${seed} rotated`, 5), added);
      // It tries to read twice a minute at most: the minute passes here by its clock.
      stand.control.set({ clockOffset: HALF_A_MINUTE });
      await pause(short ? AWAY.short : AWAY.long);
      stand.secrets.suffer(undefined);
      stand.control.set({ clockOffset: 2 * HALF_A_MINUTE });
      await sent;
      await putSecrets(stand.target, { local: stand.signingSecret });
      stand.control.set({ clockOffset: 0 });
      killed(stand.killFunctions(isIngress));
    },
  },
];
