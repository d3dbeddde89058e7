import { basename, join } from 'node:path';
import { AssetManifestArtifact, CloudAssembly } from 'aws-cdk-lib/cx-api';
import * as v from 'valibot';
import { localAccount } from './account.ts';
import { evaluate, type Scope } from './intrinsics.ts';
import { attributeOf, refOf } from './resource-names.ts';

/** A resource of a synthesized stack. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  /** Its properties with all references resolved on first access. */
  readonly properties: unknown;
}

/** What the CDK app synthesized: all stacks' resources, and the folders of their code. */
export interface Assembly {
  readonly resources: readonly Resource[];
  /** @returns the value of a stack's output with all references resolved, if there is one. */
  output(name: string): unknown;
  /** @returns the folder of a file asset, by the key it would have in CDK's bucket. */
  assetFolder(key: string): string;
}

const stackTemplate = v.object({
  Parameters: v.optional(
    v.record(v.string(), v.object({ Type: v.string(), Default: v.optional(v.unknown()) })),
    {},
  ),
  Resources: v.optional(
    v.record(v.string(), v.object({ Type: v.string(), Properties: v.optional(v.unknown(), {}) })),
    {},
  ),
  Outputs: v.optional(
    v.record(
      v.string(),
      v.object({ Value: v.unknown(), Export: v.optional(v.object({ Name: v.unknown() })) }),
    ),
    {},
  ),
});

const storedParameter = v.object({ Name: v.unknown(), Value: v.unknown() });

/** What stacks give to later ones. */
interface Given {
  /** What another stack exports under this name. */
  readonly imported: (name: string) => unknown;
  /** The value of Systems Manager's parameter of this name. */
  readonly stored: (name: string) => unknown;
}

/** Reads a cloud assembly from its folder (`cdk.out`). */
export const readAssembly = (folder: string): Assembly => {
  const { artifacts, stacks } = new CloudAssembly(folder);
  const exported = new Map<string, () => unknown>();
  const stored = new Map<string, () => unknown>();
  const outputs = new Map<string, () => unknown>();
  const resources: Resource[] = [];
  // CDK's order: a stack after those whose outputs it imports.
  for (const { template } of stacks) {
    const stack = v.parse(stackTemplate, template);
    const scope = scopeOf(stack, {
      imported: (name) => exported.get(name)?.(),
      stored: (name) => stored.get(name)?.(),
    });
    for (const [logicalId, { Type, Properties }] of Object.entries(stack.Resources)) {
      resources.push({
        logicalId,
        type: Type,
        get properties() {
          return evaluate(Properties, scope);
        },
      });
      if (Type === 'AWS::SSM::Parameter') {
        const { Name, Value } = v.parse(storedParameter, Properties);
        stored.set(String(evaluate(Name, scope)), () => evaluate(Value, scope));
      }
    }
    for (const [name, { Value, Export }] of Object.entries(stack.Outputs)) {
      outputs.set(name, () => evaluate(Value, scope));
      if (Export) exported.set(String(evaluate(Export.Name, scope)), () => evaluate(Value, scope));
    }
  }
  const files = new Map(
    artifacts
      .filter((artifact) => AssetManifestArtifact.isAssetManifestArtifact(artifact))
      .flatMap(({ contents }) => Object.entries(contents.files ?? {})),
  );
  return {
    resources,
    output: (name) => outputs.get(name)?.(),
    assetFolder: (key) => {
      const path = files.get(basename(key, '.zip'))?.source.path;
      if (path === undefined) throw new Error(`${folder} has no asset ${key}: synthesize again.`);
      return join(folder, path);
    },
  };
};

const pseudoParameters: Record<string, unknown> = {
  'AWS::AccountId': localAccount.id,
  'AWS::Region': localAccount.region,
  'AWS::Partition': localAccount.partition,
  'AWS::URLSuffix': localAccount.urlSuffix,
  'AWS::StackName': 'local',
  'AWS::NoValue': undefined,
};

const scopeOf = (
  stack: v.InferOutput<typeof stackTemplate>,
  { imported, stored }: Given,
): Scope => {
  const named = (logicalId: string) => {
    const { Type: type = '', Properties: properties = {} } = stack.Resources[logicalId] ?? {};
    return { logicalId, type, properties: evaluate(namesIn(properties), scope) };
  };
  const scope: Scope = {
    ref: (name) => {
      if (name in pseudoParameters) return pseudoParameters[name];
      const parameter = stack.Parameters[name];
      if (!parameter) return refOf(named(name));
      const isStored = parameter.Type.startsWith('AWS::SSM::Parameter::Value<');
      return (isStored && stored(String(parameter.Default))) || parameter.Default;
    },
    attribute: (logicalId, name) => attributeOf(named(logicalId), name),
    imported,
  };
  return scope;
};

/** Only the names: the rest of a resource may refer back to the one that asks. */
const namesIn = (properties: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(v.parse(v.record(v.string(), v.unknown()), properties)).filter(([key]) =>
      key.endsWith('Name'),
    ),
  );
