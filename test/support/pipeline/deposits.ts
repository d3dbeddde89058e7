import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A domain that nobody has asked for: the files of its folder, by their path in it. */
const files: Readonly<Record<string, string>> = {
  'domain.ts': `
    import { type Domain, usualTuning } from '../shared/domain.ts';

    export const deposits: Domain = {
      name: 'deposits',
      title: 'deposits into global accounts',
      families: ['deposit'],
      objects: ['deposit'],
      events: ['deposit.settled'],
      revision: 1,
      errorImpact: 'Nobody sees that money has come in.',
      tuning: usualTuning,
    };`,
  'deposit.ts': `
    import * as v from 'valibot';
    import { amount, id, text } from '../shared/schema/fields.ts';

    export const deposit = v.object({ id, status: text, amount, currency: text });`,
  'families.ts': `
    import { key } from '../shared/event/identifier.ts';
    import { type Family, family } from '../shared/record/family.ts';
    import { deposit } from './deposit.ts';

    export const families: Readonly<Record<string, Family>> = {
      deposit: family(deposit, (attributes) => {
        const pk = key('deposit', attributes.id);
        return { object: pk, records: [{ pk, sk: 'deposit', attributes }] };
      }),
    };`,
  'handler.ts': `
    import { consumer } from '../shared/consumer.ts';
    import { deposits } from './domain.ts';
    import { families } from './families.ts';

    export const handler = await consumer({ domain: deposits, families });`,
  'samples/deposit.settled.json': `{
    "id": "evt_deposit_settled",
    "name": "deposit.settled",
    "account_id": "acct_1",
    "created_at": "2026-03-01T10:00:00+0000",
    "data": { "id": "dep_1", "status": "SETTLED", "amount": 12.50, "currency": "EUR" }
  }`,
};

const folderIn = (project: string): string => join(project, 'functions/deposits');
const registryIn = (project: string): string => join(project, 'functions/domains.ts');

const writtenIn = "import { deposits } from './deposits/domain.ts';\n";

/** Adds the domain to a project: its folder, and its name in the registry. */
export const addDeposits = (project: string): void => {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folderIn(project), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const registry = readFileSync(registryIn(project), 'utf8');
  const entered = registry.replace(/(?<=const domains\b.*)(?=\];)/, ', deposits');
  writeFileSync(registryIn(project), `${writtenIn}${entered}`);
};

/** Removes what {@link addDeposits} added. */
export const removeDeposits = (project: string): void => {
  rmSync(folderIn(project), { recursive: true });
  const registry = readFileSync(registryIn(project), 'utf8');
  writeFileSync(registryIn(project), registry.replace(writtenIn, '').replace(', deposits]', ']'));
};
