import { createRequire } from 'node:module';
import { domains } from '../../functions/domains.ts';
import type { Domain, Privacy } from '../../functions/shared/domain.ts';
import type { ObjectHistory } from '../../functions/shared/histories.ts';
import type { RecordDefinitions } from '../../functions/shared/interface/definition.ts';
import type { DomainRuntime } from '../../functions/shared/record/family.ts';

/*
 * What the folders of the domains hold, for tests that are made of it and cannot wait for an import.
 */

const require = createRequire(import.meta.filename);

const fileOf = ({ name }: Domain, file: string): string => `../../functions/${name}/${file}.ts`;

/** Each domain as it runs. */
export const runtimes: readonly DomainRuntime[] = domains.map((domain) => {
  const { families }: Pick<DomainRuntime, 'families'> = require(fileOf(domain, 'families'));
  return { domain, families };
});

/** One of them. @throws Error when there is no such domain. */
export const runtimeOf = (name: string): DomainRuntime => {
  const runtime = runtimes.find(({ domain }) => domain.name === name);
  if (runtime === undefined) throw new Error(`There is no domain "${name}".`);
  return runtime;
};

/** The histories of a domain's objects. */
export const historiesOf = (domain: Domain): readonly ObjectHistory[] => {
  const { histories }: { readonly histories: readonly ObjectHistory[] } = require(
    fileOf(domain, 'histories'),
  );
  return histories;
};

/** What of a domain's objects is personal. */
export const privacyOf = (domain: Domain): Privacy => {
  const { privacy }: { readonly privacy: Privacy } = require(fileOf(domain, 'privacy'));
  return privacy;
};

/** The kinds of record of a domain. */
export const definitionsOf = (domain: Domain): RecordDefinitions => {
  const { records }: { readonly records: RecordDefinitions } = require(fileOf(domain, 'records'));
  return records;
};
