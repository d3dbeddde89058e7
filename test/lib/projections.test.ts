import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { domains } from '../../functions/domains.ts';
import { payments } from '../../functions/payments/domain.ts';
import { type Domain, usualTuning, type Work } from '../../functions/shared/domain.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { projectionsOf } from '../../lib/projection-code.ts';
import { projectionOutputs, projectionsIn } from '../../lib/projections.ts';

const names = domains.map(({ name }) => name);
const ours = projectionsOf(domains);

let root: string;
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'projections-')), 'a folder', 'of another name');
  cpSync(join(projectRoot, 'functions'), join(root, 'functions'), { recursive: true });
});
afterEach(() => rmSync(join(root, '..', '..'), { recursive: true }));

const change = (file: string, how: (text: string) => string): void => {
  const path = join(root, 'functions', file);
  const text = readFileSync(path, 'utf8');
  const changed = how(text);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
};
const withStatement = (text: string): string => `${text}\nglobalThis.another = 1;\n`;
const everyFile = (): readonly string[] => globSync('**/*.ts', { cwd: join(root, 'functions') });

/** Domains whose code is other than ours. */
const changed = (): readonly string[] => {
  const theirs = projectionsOf(domains, root);
  return names.filter((name) => theirs[name]?.digest !== ours[name]?.digest);
};

describe('the digest of the code that makes records', () => {
  it('is the same in any folder', () => {
    expect(projectionsOf(domains, root)).toEqual(ours);
  });

  it('does not depend on comments, layout, line endings or compiler options', () => {
    for (const file of everyFile())
      change(file, (text) =>
        `/** Another comment. */\n${text.replaceAll('\n', '\n\n  ')}\n// The end.\n`.replaceAll(
          '\n',
          '\r\n',
        ),
      );
    writeFileSync(join(root, 'tsconfig.json'), '{"compilerOptions":{"target":"es5"}}');
    expect(changed()).toEqual([]);
  });

  it('does not depend on handlers, samples, queues, logs or the ingress', () => {
    for (const file of [
      'payments/handler.ts',
      'shared/consume.ts',
      'shared/lambda/log.ts',
      'ingress/route.ts',
    ])
      change(file, withStatement);
    rmSync(join(root, 'functions/payments/samples'), { recursive: true });
    expect(changed()).toEqual([]);
  });

  it.each([
    ['a schema', 'payments/refund.ts', ['payments']],
    ['a file that a projection imports', 'issuing/transaction-lifecycle.ts', ['issuing']],
    ['the order of versions', 'shared/record/version.ts', names],
    ['the join of records', 'shared/record/domain-record.ts', names],
    ['how records are written', 'shared/store/state-item.ts', names],
    ['what masks an erased event', 'shared/erasure/redact.ts', names],
  ])('changes with %s', (_what, file, expected) => {
    change(file, withStatement);
    expect(changed()).toEqual(expected);
  });

  it('changes with the names of events that a domain knows', () => {
    const [first, ...others] = domains;
    if (!first) throw new Error('There is no domain.');
    const more = [{ ...first, events: [...first.events, 'another.event'] }, ...others];
    const theirs = projectionsOf(more);
    expect(names.filter((name) => theirs[name]?.digest !== ours[name]?.digest)).toEqual([
      first.name,
    ]);
  });

  it('changes with the rules of index keys, not with what only people read of them', () => {
    const changedBy = (change: Partial<Work>): readonly string[] => {
      const work = payments.work?.map((one) => ({ ...one, ...change }));
      const theirs = projectionsOf([{ ...payments, ...(work && { work }) }]);
      return theirs['payments']?.digest === ours['payments']?.digest ? [] : ['payments'];
    };
    expect(changedBy({ statuses: ['REQUIRES_RESPONSE', 'CHALLENGED'] })).toEqual(['payments']);
    expect(changedBy({ title: 'do it', source: 'a page' })).toEqual([]);
  });

  it('takes well under a second to compute', () => {
    // The best of some: whatever else runs on the machine is no part of it.
    const taken = Array.from({ length: 5 }, () => {
      const start = performance.now();
      projectionsOf(domains);
      return performance.now() - start;
    });
    expect(Math.min(...taken)).toBeLessThan(1_000);
  });
});

describe('the digest of a tiny project', () => {
  const sharedFiles = ['record/judge', 'store/effect', 'store/dynamodb', 'erasure/redact'];
  const domain: Domain = {
    ...{ name: 'one', title: 'one', families: ['one'], objects: ['one'], events: ['one.new'] },
    ...{ revision: 7, errorImpact: 'Nothing.', tuning: usualTuning },
  };
  const digestWith = (helper: string): string | undefined => {
    const write = (file: string, text: string): void => {
      const path = join(root, 'tiny', 'functions', `${file}.ts`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    };
    write(
      'one/families',
      "import { doubled } from './helper.ts';\nexport const all = { doubled };\n",
    );
    write('one/helper', helper);
    for (const file of sharedFiles)
      write(`shared/${file}`, "import { inspect } from 'node:util';\nexport const f = inspect;\n");
    return projectionsOf([domain], join(root, 'tiny'))['one']?.digest;
  };
  const plain = () => digestWith('export const doubled = (value: number) => [value, value];\n');

  // Another version of esbuild may write the same otherwise: then this is to be renewed.
  it('is the same on every machine and version of Node', () => {
    expect(plain()).toBe('fcd4b8b5d555f6919c5f93be9a083d0b53732635ad06bbd7577b5ed436dde0f4');
  });

  it('does not depend on types', () => {
    const typed =
      'type Pair = readonly number[];\nexport const doubled = (value: number): Pair => [value, value];\n';
    expect(digestWith(typed)).toBe(plain());
  });

  it('changes with a value', () => {
    expect(digestWith('export const doubled = (value: number) => [value, 2];\n')).not.toBe(plain());
  });
});

describe('the outputs of a stack', () => {
  it('state the code, and can be read back', () => {
    const outputs = projectionOutputs(ours);
    expect(outputs['PaymentsProjection']).toBe(
      `${ours['payments']?.revision} ${ours['payments']?.digest}`,
    );
    expect(projectionsIn((name) => outputs[name], names)).toEqual(ours);
  });

  it('of an earlier deployment state nothing', () => {
    expect(projectionsIn(() => undefined, names)).toBeUndefined();
    expect(projectionsIn(() => 'something else', names)).toBeUndefined();
  });
});
