import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReactions } from '../../../lib/reactions.ts';
import { checkReactions, type Pipeline } from '../../../lib/registry.ts';
import { pipelineWith, reactingWith } from '../synthesized.ts';

/* The registry of reactions: one file is one reaction, and what is wrong is stated at synthesis. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reactions-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const reading = (file: string, text: string) => (): unknown => {
  writeFileSync(join(folder, file), text);
  return readReactions(folder);
};

/** The text of a file with a reaction of this definition. */
const exporting = (name: string, definition: object): string =>
  `export const ${name} = Object.assign(async () => {}, { definition: ${JSON.stringify(definition)} });\n`;

const usual = { on: { object: 'refund' }, errorImpact: 'Nobody is paid back.' };

describe('the reactions of a folder', () => {
  it('are those of its files, by name, with what is not stated filled in', () => {
    writeFileSync(join(folder, 'README.md'), '# Reactions\n');
    writeFileSync(join(folder, 'b-2.ts'), exporting('b2', { ...usual, timeoutSeconds: 600 }));
    writeFileSync(join(folder, 'a.ts'), `${exporting('a', usual)}export const helper = () => 1;\n`);
    expect(readReactions(folder)).toEqual([
      {
        ...{ name: 'a', exportName: 'a', file: join(folder, 'a.ts') },
        definition: { ...usual, timeoutSeconds: 30, tables: [], environment: {} },
      },
      {
        ...{ name: 'b-2', exportName: 'b2', file: join(folder, 'b-2.ts') },
        definition: { ...usual, timeoutSeconds: 600, tables: [], environment: {} },
      },
    ]);
  });

  it('are none where there is no such folder', () => {
    expect(readReactions(join(folder, 'missing'))).toEqual([]);
  });

  it.each([
    ['Release.ts', 'name it by words of lower-case letters'],
    ['release_order.ts', 'name it by words of lower-case letters'],
    ['release-.ts', 'name it by words of lower-case letters'],
    [`${'a'.repeat(25)}.ts`, 'name it by at most 24 characters'],
  ])('fail if a file is called %s', (file, message) => {
    const read = reading(file, exporting('release', usual));
    expect(read).toThrow(`functions/reactions/${file} has something to correct:\n`);
    expect(read).toThrow(message);
  });

  it.each([
    ['none', 'export const releaseOrder = 1;'],
    ['release', exporting('release', usual)],
    ['other and releaseOrder', exporting('releaseOrder', usual) + exporting('other', usual)],
  ])('fail if a file exports %s instead of the one reaction of its name', (exported, text) => {
    expect(reading('release-order.ts', text)).toThrow(
      `functions/reactions/release-order.ts has something to correct:\n  export exactly one reaction, "export const releaseOrder = reaction({ … })": it exports ${exported}`,
    );
  });

  it('fail with the cause if a file cannot be loaded', () => {
    expect(reading('refund.ts', 'throw new Error("no such file");')).toThrow(
      'functions/reactions/refund.ts cannot be loaded: no such file',
    );
  });

  it.each([
    ['on.object: name a kind of record', { on: { object: 'payment' } }],
    ['on.object.1: name a kind of record', { on: { object: ['refund', 'payment'] } }],
    ['on.object: name at least one', { on: { object: [] } }],
    ['on.kind: ', { on: { object: 'refund', kind: 'deleted' } }],
    ['on.currency: ', { on: { object: 'refund', currency: 'EUR' } }],
    [
      'on: the numbers of values, multiplied, are more than 150',
      { on: { object: 'refund', account: Array.from({ length: 76 }, (_, index) => `${index}`) } },
    ],
    ['errorImpact: state what a person loses', { errorImpact: 'Orders' }],
    ['errorImpact: state what a person loses', { errorImpact: `${'a'.repeat(150)}.` }],
    ['timeoutSeconds: ', { timeoutSeconds: 601 }],
    ['lateMinutes: ', { lateMinutes: 0 }],
    ['tables.0: give the name of a table', { tables: ['arn:aws:dynamodb:eu-west-1:1:table/a'] }],
    ['environment.REACTION: ', { environment: { REACTION: 'other' } }],
    ['environment.AWS_REGION: ', { environment: { AWS_REGION: 'eu-west-1' } }],
  ])('fail with what to correct: %s', (message, wrong) => {
    const read = reading('refund.ts', exporting('refund', { ...usual, ...wrong }));
    expect(read).toThrow(/^functions\/reactions\/refund\.ts has something to correct:\n/);
    expect(read).toThrow(message);
  });
});

describe('a stage', () => {
  const [releaseOrder] = reactingWith({}).reactions;
  const checking = (pipeline: Pipeline, change: object) => (): void => {
    const reactions = releaseOrder ? [{ ...releaseOrder, ...change }] : [];
    checkReactions({ ...pipeline, reactions });
  };
  const on = pipelineWith({ changes: true });

  it('takes a reaction if it publishes changes', () => {
    expect(checking(on, {})).not.toThrow();
  });

  it('fails with what to do if it has a reaction and publishes no changes', () => {
    expect(checking(pipelineWith({}), {})).toThrow(
      'functions/reactions has something to correct:\n  release-order.ts: the stage dev publishes no changes: set "changes": true in cdk.json, or remove the file',
    );
  });

  it('fails if the name of a role would be too long in some region', () => {
    const stage = { ...on.stage, name: 'acceptance' };
    expect(checking({ ...on, stage }, { name: 'a'.repeat(19) })).not.toThrow();
    expect(checking({ ...on, stage }, { name: 'a'.repeat(20) })).toThrow(
      'a role of the stage acceptance cannot have so long a name: at most 19 characters',
    );
    const longest = on.stage.names.role('a'.repeat(19), 'ap-southeast-1');
    expect(longest.replace('-dev-', '-acceptance-')).toHaveLength(64);
  });

  it.each(['ingress', 'publisher', 'due', 'overdue-schedule', 'payments', 'unrouted'])(
    'fails if a reaction is called %s, which names a role of the pipeline',
    (name) => {
      expect(checking(on, { name })).toThrow('the pipeline itself has a role of this name');
    },
  );

  it('fails if a reaction writes to a table of records, the archive or the ledger of effects', () => {
    for (const table of ['payments', 'events', 'effects'].map(
      (one) => `airwallex-webhooks-dev-${one}`,
    ))
      expect(
        checking(on, { definition: { ...releaseOrder?.definition, tables: [table] } }),
      ).toThrow(`tables: ${table} is the pipeline's own`);
  });
});
