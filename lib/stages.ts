import { RemovalPolicy } from 'aws-cdk-lib';
import * as v from 'valibot';
import { type Names, namesOf } from './names.ts';
import { settings } from './settings.ts';
import { checked } from './validation.ts';

const context = v.looseObject({
  stages: v.record(
    v.pipe(
      v.string(),
      v.regex(/^[a-z][a-z0-9]{0,11}$/, 'name a stage by 1-12 lower-case letters and digits'),
      v.notValue('local', 'name a stage otherwise: "local" is the pipeline of npm start'),
    ),
    settings,
  ),
});

/** A stage to deploy: its settings and what its resources are called. */
export interface StageSettings extends v.InferOutput<typeof settings> {
  readonly hourlyChecks: boolean;
  readonly name: string;
  readonly names: Names;
  /** Whether what it stores outlives its stacks. */
  readonly retains: boolean;
  /**
   * Whether tables and stacks are protected from deletion: once the first deployment has succeeded,
   * since until then the protection would only be in the way of the next try.
   */
  readonly isProtected: boolean;
}

/** The account and region of a stage's stacks, as far as it pins them. */
export const placeOf = ({ account, region }: StageSettings) => ({
  env: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
});

/**
 * @param shell the account and region of the shell's credentials; without an account there are none.
 * @throws Error when the stage is pinned to others.
 */
export const checkPlace = (
  { name, account, region }: StageSettings,
  shell: { readonly account: string | undefined; readonly region: string | undefined },
): void => {
  if (shell.account === undefined) return;
  const pinned = { account: account ?? shell.account, region: region ?? shell.region };
  if (pinned.account === shell.account && pinned.region === shell.region) return;
  throw new Error(
    `The stage ${name} belongs to ${pinned.account} in ${pinned.region}, and the shell's credentials are for ${shell.account} in ${shell.region}: choose others with --profile or AWS_PROFILE, and AWS_REGION, or change account and region of the stage in cdk.json.`,
  );
};

/**
 * The chosen stage of `cdk.json`, by default `dev`.
 * @throws Error that names what to correct, when the stage is unknown or any stage's setting wrong.
 */
export const stageFrom = (stages: unknown, chosen: unknown = 'dev'): StageSettings => {
  const known = checked(context, { stages }, "cdk.json's context").stages;
  const name = String(chosen);
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found) {
    const retains = found.removalPolicy !== RemovalPolicy.DESTROY;
    const isProtected = found.deployed !== undefined && retains;
    const { hourlyChecks = retains } = found;
    return { ...found, name, names: namesOf(name), retains, isProtected, hourlyChecks };
  }
  throw new Error(
    `cdk.json has no stage "${name}": choose one of its own (${Object.keys(known).join(', ')}) with -c stage=<name>, or add "${name}" to context.stages.`,
  );
};
