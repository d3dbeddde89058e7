/** `npm run sbom`: the software bill of materials of what is deployed, in CycloneDX. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as v from 'valibot';
import { domains, unrouted } from '../functions/domains.ts';
import { bundleOptions, entryOf } from '../lib/bundling.ts';
import { projectRoot } from '../lib/project-root.ts';
import { printOut } from './webhooks/terminal/output.ts';

/** The folders of the packages in a function's bundle, from the project's root. */
const foldersIn = (functionName: string): readonly string[] => {
  const { metafile } = buildSync({
    ...bundleOptions,
    absWorkingDir: projectRoot,
    entryPoints: [entryOf(functionName)],
    outfile: 'index.mjs',
    write: false,
    metafile: true,
  });
  const outputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return outputs.flatMap(([file, { bytesInOutput }]) => {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
    return folder === undefined || bytesInOutput === 0 ? [] : [folder];
  });
};

const manifest = v.object({ name: v.string(), version: v.string() });

/** A package as npm names it: `valibot@1.5.0`. */
const packageIn = (folder: string): string => {
  const file = readFileSync(join(projectRoot, folder, 'package.json'), 'utf8');
  const { name, version } = v.parse(manifest, JSON.parse(file));
  return `${name}@${version}`;
};

const component = v.looseObject({ 'bom-ref': v.string(), name: v.string() });

// https://cyclonedx.org/docs/1.5/json/
const document = v.looseObject({
  metadata: v.looseObject({ component }),
  components: v.array(component),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
});

/**
 * npm's list of everything installed, reduced to the packages in the bundles: npm alone knows what a
 * package depends on, not what of it is bundled, and the tools that deploy are installed as well.
 */
export const sbom = (): v.InferOutput<typeof document> => {
  const domainNames = [...domains, unrouted].map(({ name }) => name);
  const functions = ['ingress', 'publisher', 'scheduled/audit-pass', ...domainNames];
  const deployed = new Set(functions.flatMap(foldersIn).map(packageIn));
  const list = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], {
    cwd: projectRoot,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const all = v.parse(document, JSON.parse(list.toString()));
  const { component: project } = all.metadata;
  const root = project['bom-ref'];
  return {
    ...all,
    // npm names a project after its folder.
    metadata: { ...all.metadata, component: { ...project, name: root.replace(/@.*/, '') } },
    components: all.components.filter((one) => deployed.has(one['bom-ref'])),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === root || deployed.has(ref))
      .map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: dependsOn.filter((on) => deployed.has(on)),
      })),
  };
};

if (process.argv[1] === import.meta.filename) printOut(JSON.stringify(sbom(), null, 2));
