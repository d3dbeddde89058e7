import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { LOOPBACK, listen, type PortChoice } from '../processes/ports.ts';
import { refuseForeign } from './foreign.ts';

const version = { version: v.string(), value: v.string() };

const stored = v.record(
  v.string(),
  v.object({
    ...version,
    arn: v.string(),
    createdAt: v.number(),
    /** What was stored before. */
    previous: v.optional(v.object(version)),
  }),
);
type Stored = v.InferOutput<typeof stored>;

export interface SecretsManager {
  readonly endpoint: string;
  /** @returns the value, which is made on the first start. */
  provide(secret: { name: string; arn: string }, initial: () => string): string;
  /** Calls the listener with the new value after each PutSecretValue of a secret. */
  onChange(name: string, listener: (value: string) => void): void;
  stop(): Promise<void>;
}

const request = v.object({
  SecretId: v.string(),
  SecretString: v.optional(v.string()),
  ClientRequestToken: v.optional(v.string()),
});

/** The answer to an action, by the secret as it is then; undefined for an unknown action. */
const replyOf = (
  action: string | undefined,
  name: string,
  { arn, value, version, createdAt, previous }: Stored[string],
): object | undefined => {
  const known = { ARN: arn, Name: name, CreatedDate: createdAt };
  const current = { ...known, VersionId: version, VersionStages: ['AWSCURRENT'] };
  switch (action) {
    case 'GetSecretValue':
      return { ...current, SecretString: value };
    case 'PutSecretValue':
      return current;
    case 'DescribeSecret':
      return {
        ...known,
        VersionIdsToStages: {
          ...(previous && { [previous.version]: ['AWSPREVIOUS'] }),
          [version]: ['AWSCURRENT'],
        },
      };
    default:
      return undefined;
  }
};

/**
 * Serves what the project uses of Secrets Manager, from a file that only its owner may read.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export const startSecretsManager = async (
  file: string,
  choice: PortChoice,
): Promise<SecretsManager> => {
  const secrets: Stored = existsSync(file)
    ? v.parse(stored, JSON.parse(readFileSync(file, 'utf8')))
    : {};
  const listeners: { readonly name: string; readonly listener: (value: string) => void }[] = [];

  const put = (name: string, arn: string, value: string, version: string = randomUUID()) => {
    const previous = secrets[name];
    secrets[name] = {
      ...{ arn, value, version, createdAt: Math.floor(Date.now() / 1000) },
      ...(previous && { previous: { version: previous.version, value: previous.value } }),
    };
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };

  /** Stores a value, once for each token. @returns false where the token was used for another value. */
  const putOnce = (name: string, found: Stored[string], value: string, token?: string): boolean => {
    const written = [found, found.previous].find((one) => one?.version === token);
    if (written && written.value !== value) return false;
    if (!written) put(name, found.arn, value, token);
    for (const one of listeners) if (one.name === name) one.listener(value);
    return true;
  };

  const answer = async (incoming: IncomingMessage): Promise<[status: number, body: object]> => {
    const action = String(incoming.headers['x-amz-target']).split('.').at(-1);
    const input = v.parse(request, JSON.parse(await text(incoming)));
    const { SecretId, SecretString, ClientRequestToken } = input;
    const name = Object.keys(secrets).find((key) => [key, secrets[key]?.arn].includes(SecretId));
    const found = name === undefined ? undefined : secrets[name];
    if (name === undefined || !found) return refusal('ResourceNotFoundException');
    if (action === 'PutSecretValue' && SecretString !== undefined) {
      const isPut = putOnce(name, found, SecretString, ClientRequestToken);
      if (!isPut) return refusal('ResourceExistsException');
    }
    const reply = replyOf(action, name, secrets[name] ?? found);
    return reply ? [200, reply] : refusal('InvalidRequestException');
  };

  const server = createServer(async (incoming, response) => {
    const [status, body] = await answer(incoming).catch(() => refusal('InvalidParameterException'));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  refuseForeign(server);
  const port = await listen(server, choice);
  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    provide: ({ name, arn }, initial) => {
      if (!secrets[name]) put(name, arn, initial());
      return secrets[name]?.value ?? '';
    },
    onChange: (name, listener) => {
      listeners.push({ name, listener });
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const refusal = (type: string): [status: number, body: object] => [
  400,
  { __type: type, message: `The local Secrets Manager answers ${type}.` },
];
