import { issuingFamilies } from '../../functions/issuing/project.ts';
import { project } from './interpret.ts';
import { sample } from './samples.ts';

/** The facts that an event of issuing tells, by its name's last part and its data. */
export const factsOf = (last: string, data: object) =>
  project(issuingFamilies, { id: 'evt_1', name: `issuing.${last}`, data }).facts;

/** The keys of their rows. */
export const keysOf = (last: string, data: object) =>
  factsOf(last, data).map(({ pk, sk }) => [pk, sk]);

/** The attributes of the first that a sample tells. */
export const attributesOf = (title: string) =>
  project(issuingFamilies, sample('issuing', title)).facts[0]?.attributes;
