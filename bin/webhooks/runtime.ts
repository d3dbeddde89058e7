import { domains, unrouted } from '../../functions/domains.ts';
import type { Domain } from '../../functions/shared/domain.ts';
import type { DomainRuntime } from '../../functions/shared/event/interpret.ts';

/** Loads how a domain runs: its folder is named like it and exports `<name>Families`. */
export const loadRuntime = async (domain: Domain): Promise<DomainRuntime> => {
  if (domain.families.length === 0) return { domain, families: {} };
  const project = await import(`../../functions/${domain.name}/project.ts`);
  const families: DomainRuntime['families'] = project[`${domain.name}Families`];
  return { domain, families };
};

/** Whether a domain owns an event name: by its first dot-separated part. */
export const owns = ({ families }: Domain, eventName: string | undefined): boolean =>
  eventName !== undefined && families.includes(eventName.split('.', 1)[0] ?? '');

/** The domain that owns an event name. */
export const ownerOf = (eventName: string): Domain =>
  domains.find((domain) => owns(domain, eventName)) ?? unrouted;
