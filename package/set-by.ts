import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains } from '../functions/domains.ts';
import { loadInterface, loadRuntime } from '../functions/runtimes.ts';
import { readEnvelope } from '../functions/shared/event/envelope.ts';
import { type DomainRuntime, familyOf } from '../functions/shared/record/family.ts';
import type { ProjectedRecord } from '../functions/shared/record/projection.ts';
import { toItem } from '../functions/shared/store/attributes.ts';
import { projectRoot } from '../lib/project-root.ts';
import { pathsIn } from './attributes.ts';
import { plainItem } from './plain.ts';
import { kindOf, kindsIn } from './read-record.ts';

/** What an event sets of a kind of record, as its sample shows. */
export interface Setting {
  readonly event: string;
  readonly record: string;
  readonly paths: readonly string[];
}

const projected = (runtime: DomainRuntime, body: Uint8Array) => {
  const { name = '', ...envelope } = readEnvelope(body) ?? {};
  const result = familyOf(runtime, name)?.({ ...envelope, name, key: envelope.id ?? '' });
  return { name, records: result?.projection?.records ?? [] };
};

const pathsOf = ({ pk, sk, attributes }: ProjectedRecord): readonly string[] => {
  const { pk: _pk, sk: _sk, ...values } = plainItem(toItem({ ...attributes, pk, sk }));
  return pathsIn(values);
};

/** What every sample of every domain sets. */
export const settingsOfSamples = async (): Promise<readonly Setting[]> => {
  const kinds = kindsIn(await loadInterface());
  const settings: Setting[] = [];
  for (const domain of domains) {
    const runtime = await loadRuntime(domain);
    const folder = join(projectRoot, 'functions', domain.name, 'samples');
    for (const file of globSync('*.json', { cwd: folder }).sort()) {
      const { name, records } = projected(runtime, readFileSync(join(folder, file)));
      for (const record of records) {
        const kind = kindOf(kinds, record)?.definition;
        if (kind) settings.push({ event: name, record: kind.name, paths: pathsOf(record) });
      }
    }
  }
  return settings;
};
