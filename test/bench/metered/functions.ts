import { join } from 'node:path';
import type { Application, LambdaFunction } from '../../../bin/local/cloud/application.ts';
import { type Environment, startEnvironment } from '../../../bin/local/lambda/environment.ts';
import { variablesOf } from '../../../bin/local/lambda/variables.ts';
import { namesOf } from '../../../lib/names.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { bundleFunction } from '../measure/bundle.ts';
import type { MeteredAws } from './aws.ts';

/** A function's real bundle in a process of its own, over the Lambda Runtime API. */
export interface MeteredFunction {
  /**
   * @returns the handler's answer.
   * @throws when it throws.
   */
  invoke(event: unknown): Promise<unknown>;
  /** Hands over the lines that it wrote since the last time. */
  taken(): readonly string[];
  stop(): Promise<void>;
}

/** Lambda tells every invocation its trace, traced or not; what lines repeat of it is paid for. */
const traced = { _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0' };

/** The template's function, by the name of its folder. */
export const functionOf = ({ functions }: Application, name: string): LambdaFunction => {
  const found = functions.find((each) => each.name === namesOf('prod').function(name));
  if (!found) throw new Error(`No template has a function ${name}.`);
  return found;
};

/** Starts a function as the template configures it, with its AWS beside it. */
export const startMeteredFunction = async (
  folder: string,
  application: Application,
  name: string,
  aws: MeteredAws,
): Promise<MeteredFunction> => {
  const lambda = functionOf(application, name);
  const { folder: code } = bundleFunction(folder, name);
  let lines: string[] = [];
  const environment: Environment = await startEnvironment(
    { ...lambda, code },
    {
      bootstrap: join(projectRoot, 'bin/local/lambda/bootstrap.ts'),
      variables: { ...variablesOf({ ...lambda, code }, aws.endpoints), ...traced },
      write: (line) => void lines.push(line),
    },
  );
  return {
    invoke: async (event) => {
      const outcome = await environment.invoke(JSON.stringify(event));
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error}`);
      return JSON.parse(outcome.payload);
    },
    taken: () => {
      const all = lines;
      lines = [];
      return all;
    },
    stop: () => environment.stop(),
  };
};
