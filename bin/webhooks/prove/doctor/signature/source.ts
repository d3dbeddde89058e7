import { text } from 'node:stream/consumers';
import { connect, type TargetOptions } from '../../../pipeline/connect.ts';
import { SECRET_VARIABLE, signingSecretsOf } from '../../../pipeline/secrets.ts';
import { exitCodes, Failure, usageError } from '../../../terminal/failure.ts';
import type { Keys } from './explain.ts';

export interface SourceOptions extends TargetOptions {
  readonly secretLabel?: string;
  readonly secretStdin?: true;
  readonly testKey?: string;
}

/** A secret that is not of a pipeline, and its name in messages. */
const ownSecret = async ({
  secretStdin,
  stage,
}: SourceOptions): Promise<readonly [label: string, secret: string] | undefined> => {
  // The line break was added by typing or printing it.
  if (secretStdin) return ['standard input', (await text(process.stdin)).replace(/\r?\n$/, '')];
  const secret = process.env[SECRET_VARIABLE];
  return stage === undefined && secret ? [SECRET_VARIABLE, secret] : undefined;
};

const withTestKey = (keys: Keys, testKey: string | undefined): Keys =>
  testKey === undefined ? keys : { ...keys, testKey };

/**
 * The secrets to explain a signature with: from standard input, the environment, or a pipeline.
 * @param onPipeline is given the name of the pipeline, where they are of one.
 * @throws Failure when there are none, or not the one that was named.
 */
export const keysFrom = async (
  options: SourceOptions,
  onPipeline: (name: string) => void = () => {},
): Promise<Keys> => {
  const { secretLabel, testKey } = options;
  const own = await ownSecret(options);
  if (own) {
    if (own[1] === '') throw usageError(`There is no secret on ${own[0]}.`);
    return withTestKey({ right: new Map([own]), others: new Map() }, testKey);
  }
  const target = await connect(options);
  onPipeline(target.name);
  const all = Object.entries(await signingSecretsOf(target)).filter(([, secret]) => secret !== '');
  const right = all.filter(([label]) => secretLabel === undefined || label === secretLabel);
  const others = all.filter(([label]) => !right.some(([it]) => it === label));
  if (all.length === 0)
    throw new Failure(
      `No signing secret is live in ${target.name}. Give one in ${SECRET_VARIABLE}.`,
      exitCodes.notFound,
    );
  if (right.length === 0)
    throw new Failure(
      `${target.name} has no secret "${secretLabel}". It has ${all.map(([label]) => label).join(', ')}.`,
      exitCodes.notFound,
    );
  return withTestKey({ right: new Map(right), others: new Map(others) }, testKey);
};
