import { families } from '../../functions/issuing/families.ts';
import { project } from './interpret.ts';
import { sample } from './samples.ts';

/** The records that an event of issuing sets, by its name's last part and its data. */
export const projectedRecords = (last: string, data: object) =>
  project(families, { id: 'evt_1', name: `issuing.${last}`, data }).records;

/** The keys of their records. */
export const keysOf = (last: string, data: object) =>
  projectedRecords(last, data).map(({ pk, sk }) => [pk, sk]);

/** The attributes of the first that a sample sets. */
export const attributesOf = (title: string) =>
  project(families, sample('issuing', title)).records[0]?.attributes;
