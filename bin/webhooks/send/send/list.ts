import { domains } from '../../../../functions/domains.ts';
import { domainNamed } from '../../pipeline/names.ts';
import { sampleNames } from '../samples.ts';

/** A domain, with what can be sent to it. */
export interface DomainSamples {
  readonly domain: string;
  readonly title: string;
  /** Its kinds of object. */
  readonly objects: readonly string[];
  readonly samples: readonly string[];
}

/** The samples of domains, by default of all. @throws Failure when there is no such domain. */
export const samplesOf = (names: readonly string[]): readonly DomainSamples[] => {
  const wanted = names.length === 0 ? domains : names.map(domainNamed);
  return wanted.map(({ name, title, objects }) => ({
    domain: name,
    title,
    objects,
    samples: sampleNames(name),
  }));
};

/** The same for a person. */
export const printSamples = ({ domain, title, objects, samples }: DomainSamples): string =>
  [
    `${domain}: ${title}`,
    `  objects: ${objects.join(', ')}`,
    ...samples.map((sample) => `  ${sample}`),
  ].join('\n');
