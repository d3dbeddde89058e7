import type { Domain, Dwell } from './shared/domain.ts';

/** How long the records of a domain may be in a status, and which domain that is. */
export interface DwellOf {
  readonly domain: Domain;
  readonly dwell: Dwell;
}

/** Loads how long records may be in a status: each domain's folder exports `dwells`. */
export const loadDwells = async (domains: readonly Domain[]): Promise<readonly DwellOf[]> => {
  const loaded = domains.map(async (domain) => {
    const { dwells }: { readonly dwells: readonly Dwell[] } = await import(
      `./${domain.name}/dwells.ts`
    );
    return dwells.map((dwell) => ({ domain, dwell }));
  });
  return (await Promise.all(loaded)).flat();
};
