import { INTERNAL_LABEL, isOwnLabel } from '../../../functions/shared/event/internal.ts';
import { connect, type TargetOptions } from '../pipeline/connect.ts';
import { ownSecretsOf } from '../pipeline/own-secrets.ts';
import { SECRET_VARIABLE, signingSecretsOf } from '../pipeline/secrets.ts';
import type { Target } from '../pipeline/target.ts';
import { commandLine } from '../terminal/command-line.ts';
import { Failure, usageError } from '../terminal/failure.ts';
import { requireSamplesAllowed } from './marked.ts';

export interface DestinationOptions extends TargetOptions {
  readonly url?: string;
  readonly secret?: string;
}

/** The URL that webhooks are sent to, and the secret that signs them. */
export interface Destination {
  /** The name of the pipeline, where the URL is that of one. */
  readonly pipeline?: string;
  /** The pipeline whose URL or secret it is; none where both were given. */
  readonly target?: Target;
  readonly url: string;
  readonly secret: string;
}

/** The prefix of the signing secrets of Airwallex. */
export const PREFIX = 'whsec_';

const urlFrom = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw usageError(`--url "${text}" is not a URL. Example: https://example.com/webhooks.`);
};

/** The secret that was given in full. */
const given = ({ secret }: DestinationOptions): string | undefined =>
  secret === undefined ? process.env[SECRET_VARIABLE] || undefined : fullSecret(secret);

const fullSecret = (secret: string): string | undefined =>
  secret.startsWith(PREFIX) ? secret : undefined;

const secretOf = async (
  target: Target,
  label: string | undefined,
  isInternal: boolean,
): Promise<string> => {
  // An earlier version kept that of our own among those of Airwallex.
  const all = {
    ...(await signingSecretsOf(target)),
    ...(isInternal && (await ownSecretsOf(target))),
  };
  const live = new Map(
    Object.entries(all).filter(([live]) =>
      isInternal ? live === INTERNAL_LABEL : !isOwnLabel(live),
    ),
  );
  const labels = [...live.keys()];
  if (isInternal && labels.length === 0)
    throw new Failure(
      `Events of our own are signed with the secret labelled "${INTERNAL_LABEL}", and ${target.name} has none. Add one of your choice: ${commandLine('secrets add', { operands: [INTERNAL_LABEL], pipeline: target.pipeline })}`,
    );
  if (labels.length === 0)
    throw new Failure(
      `No signing secret of ${target.name} is live. Set one in ${SECRET_VARIABLE}.`,
    );
  const secret = live.get(label ?? labels[0] ?? '');
  if (secret !== undefined) return secret;
  throw usageError(
    `No live secret of ${target.name} is labelled "${label}". Labels: ${labels.join(', ')}. A secret in full begins with ${PREFIX}; set any other in ${SECRET_VARIABLE}.`,
  );
};

/**
 * Where to send to: by default a pipeline's own URL, signed with its first live secret. With a URL
 * and a secret in full no pipeline is needed.
 * @param known.signed whether a secret is needed.
 * @param known.isInternal whether it is to sign events of our own.
 * @param known.target the pipeline, where it is already connected.
 * @throws Failure when there is no such pipeline or no such secret, or the stage takes no samples.
 */
export const destinationOf = async (
  options: DestinationOptions,
  known: {
    readonly signed?: boolean;
    readonly isInternal?: boolean;
    readonly target?: Target;
  } = {},
): Promise<Destination> => {
  const url = options.url === undefined ? undefined : urlFrom(options.url);
  const secret = known.signed === false ? '' : given(options);
  if (url !== undefined && secret !== undefined) return { url, secret };
  const target = known.target ?? (await connect(options));
  // What is not signed is refused.
  if (known.signed !== false) requireSamplesAllowed(target);
  return {
    target,
    ...(url === undefined && { pipeline: target.name }),
    url: url ?? target.outputs.webhookUrl,
    secret: secret ?? (await secretOf(target, options.secret, known.isInternal ?? false)),
  };
};
