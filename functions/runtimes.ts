import { domains, unrouted } from './domains.ts';
import { type Domain, hasRecords, owns, type Privacy } from './shared/domain.ts';
import type { RecordDefinitions } from './shared/interface/definition.ts';
import type { DomainRuntime } from './shared/record/family.ts';

const runtimes = new WeakMap<Domain, DomainRuntime>();

/** Loads how a domain runs, once: its folder is named like it and exports `families`. */
export const loadRuntime = async (domain: Domain): Promise<DomainRuntime> => {
  const runtime = runtimes.get(domain) ?? (await load(domain));
  runtimes.set(domain, runtime);
  return runtime;
};

const load = async (domain: Domain): Promise<DomainRuntime> => {
  if (!hasRecords(domain)) return { domain, families: {} };
  const { families }: Pick<DomainRuntime, 'families'> = await import(
    `./${domain.name}/families.ts`
  );
  return { domain, families };
};

/** Loads what of a domain is personal: its folder's `privacy.ts`. */
export const loadPrivacy = async ({ name }: Domain): Promise<Privacy> => {
  const { privacy }: { readonly privacy: Privacy } = await import(`./${name}/privacy.ts`);
  return privacy;
};

/** Loads the kinds of record of every domain: `records.ts` of its folder, by the domain's name. */
export const loadInterface = async (): Promise<Readonly<Record<string, RecordDefinitions>>> => {
  const kinds: Record<string, RecordDefinitions> = {};
  for (const { name } of domains) {
    const { records }: { readonly records: RecordDefinitions } = await import(
      `./${name}/records.ts`
    );
    kinds[name] = records;
  }
  return kinds;
};

/** The domain that owns an event name. */
export const ownerOf = (eventName: string): Domain =>
  domains.find((domain) => owns(domain, eventName)) ?? unrouted;
