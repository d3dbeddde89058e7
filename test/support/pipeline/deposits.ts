import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A sample of the domain: both are about one deposit, and only the first names who pays it. */
const sampleOf = (id: string, name: string, data: object): string =>
  JSON.stringify({
    id,
    name,
    account_id: 'acct_1',
    data: { id: 'dep_1', amount: 12.5, currency: 'EUR', ...data },
    created_at: '2026-03-01T10:00:00+0000',
  });

/** A domain that the project does not have: the files of its folder, by their path in it. */
const files: Readonly<Record<string, string>> = {
  'domain.ts': `
    import { type Domain, usualTuning } from '../shared/domain.ts';

    export const deposits: Domain = {
      name: 'deposits',
      title: 'deposits into global accounts',
      families: ['deposit'],
      objects: ['deposit', 'customer'],
      events: ['deposit.received', 'deposit.settled'],
      revision: 1,
      errorImpact: 'Nobody sees that money has come in.',
      tuning: usualTuning,
    };`,
  'dwells.ts': `
    import { type Dwell, OUR_ESTIMATE } from '../shared/domain.ts';

    export const dwells: readonly Dwell[] = [
      {
        objects: ['deposit'],
        record: 'deposit',
        days: { RECEIVED: 7 },
        lasting: {},
        source: OUR_ESTIMATE,
      },
    ];`,
  'privacy.ts': `
    import type { Privacy } from '../shared/domain.ts';

    export const privacy: Privacy = {
      owners: { deposit: ['customer_id'], customer: [] },
      privateNames: /^payer_name$/,
      ordinary: /^.{0,3}$/,
    };`,
  'deposit.ts': `
    import { keyOf } from '../shared/event/identifier.ts';
    import { stateful } from '../shared/record/stateful.ts';
    import { amount, link, text } from '../shared/schema/fields.ts';
    import { object, unread } from '../shared/schema/object.ts';

    export const deposit = stateful({
      kind: 'deposit',
      schema: object({
        id: link,
        customer_id: link,
        status: text,
        amount,
        currency: text,
        ...unread('payer_name'),
      }),
      lifecycle: { ranks: { RECEIVED: 100, SETTLED: 900 } },
      object: (data) => data,
      id: 'id',
      timeline: (_pk, { customer_id }) => ({ to: keyOf('customer', customer_id), at: undefined }),
    });`,
  'families.ts': `
    import type { Family } from '../shared/record/family.ts';
    import { deposit } from './deposit.ts';

    export const families: Readonly<Record<string, Family>> = { deposit };`,
  'handler.ts': `
    import { consumer } from '../shared/consumer.ts';
    import { deposits } from './domain.ts';
    import { families } from './families.ts';

    export const handler = await consumer({ domain: deposits, families });`,
  'histories.ts': `
    import { type Course, eventAt, type History } from '../shared/histories.ts';

    const deposit: Course = {
      first: 'RECEIVED',
      next: { RECEIVED: ['SETTLED'] },
      most: 2,
      events: (step) => [
        eventAt(\`evt_deposit_\${step.index}\`, step, ({ sparse }) => ({
          name: \`deposit.\${step.state.toLowerCase()}\`,
          data: { id: 'dep_1', status: step.state, ...(!sparse && { customer_id: 'cus_1' }) },
        })),
      ],
    };

    export const histories: readonly History[] = [{ title: 'a deposit', courses: [deposit] }];`,
  'records.ts': `
    import { currency, idOf, money, word } from '../shared/interface/attribute.ts';
    import { type RecordDefinitions, record } from '../shared/interface/definition.ts';

    export const records: RecordDefinitions = {
      deposit: record({
        pk: 'deposit#<deposit_id>',
        sk: 'deposit',
        timeline: 'customer',
        meaning: 'A deposit, as it is now.',
        always: ['id'],
        attributes: {
          id: idOf('deposit', 'The id of the deposit.'),
          customer_id: idOf('customer', 'Who pays it.'),
          status: word(['RECEIVED', 'SETTLED'], 'SETTLED is terminal.'),
          amount: money('What is paid.', '\`currency\`'),
          currency: currency('The currency of the amount.'),
        },
      }),
    };`,
  'samples/deposit.received.json': sampleOf('evt_deposit_received', 'deposit.received', {
    customer_id: 'cus_1',
    status: 'RECEIVED',
    payer_name: 'Marguerite Delacroix',
  }),
  'samples/deposit.settled.json': sampleOf('evt_deposit_settled', 'deposit.settled', {
    status: 'SETTLED',
  }),
};

const folderIn = (project: string): string => join(project, 'functions/deposits');
const registryIn = (project: string): string => join(project, 'functions/domains.ts');

const importLine = "import { deposits } from './deposits/domain.ts';\n";

/** Adds the domain to a project: its folder, and its line in the registry. */
export const addDeposits = (project: string): void => {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folderIn(project), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const registry = readFileSync(registryIn(project), 'utf8');
  const extended = registry.replace(/(?<=const domains\b.*)(?=\];)/, ', deposits');
  writeFileSync(registryIn(project), `${importLine}${extended}`);
};

/** Removes what {@link addDeposits} added. */
export const removeDeposits = (project: string): void => {
  rmSync(folderIn(project), { recursive: true });
  const registry = readFileSync(registryIn(project), 'utf8');
  writeFileSync(registryIn(project), registry.replace(importLine, '').replace(', deposits]', ']'));
};
