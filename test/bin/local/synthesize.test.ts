import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isListening } from '../../../bin/local/changes/listening.ts';
import { synthesize } from '../../../bin/local/cloud/synthesize.ts';

/** A project whose app writes what it was given. */
const project = mkdtempSync(join(tmpdir(), 'synthesize-'));
const folder = join(project, 'cdk.out');
const stages = { dev: { logRetentionDays: 7 }, prod: { changes: true } };
const app = `
import { mkdirSync, writeFileSync } from 'node:fs';
mkdirSync(process.env.CDK_OUTDIR);
writeFileSync(process.env.CDK_OUTDIR + '/given.json', process.env.CDK_CONTEXT_JSON);`;

beforeAll(() => {
  mkdirSync(join(project, 'bin'));
  mkdirSync(join(project, 'functions', 'reactions'), { recursive: true });
  writeFileSync(join(project, 'bin', 'app.mjs'), app);
  writeFileSync(join(project, 'functions', 'reactions', 'README.md'), '# Reactions');
  const settings = { app: 'node bin/app.mjs', context: { stages, other: 1 } };
  writeFileSync(join(project, 'cdk.json'), JSON.stringify(settings));
});
afterAll(() => rmSync(project, { recursive: true }));

const given = () => JSON.parse(readFileSync(join(folder, 'given.json'), 'utf8'));
const make = (changes?: boolean) =>
  synthesize(
    { project, folder, stage: 'dev', ...(changes !== undefined && { changes }) },
    () => {},
  );

describe('synthesis for this machine', () => {
  it('takes the settings of cdk.json as they are where nobody listens to changes', async () => {
    expect(await make()).toBe(true);
    expect(given()).toEqual({ stages, other: 1, stage: 'dev' });
    expect(await make(false)).toBe(false);
  });

  it('switches changes of the stage on where somebody does, and off again', async () => {
    expect(await make(true)).toBe(true);
    expect(given()).toEqual({
      stages: { ...stages, dev: { logRetentionDays: 7, changes: true } },
      other: 1,
      stage: 'dev',
    });
    expect(await make(true)).toBe(false);
    expect(await make()).toBe(true);
    expect(given().stages).toEqual(stages);
  });
});

describe('whether anything gets changes', () => {
  it('is so for a stage that publishes them, and an address that they are forwarded to', () => {
    expect(isListening(project, 'dev')).toBe(false);
    expect(isListening(project, 'missing')).toBe(false);
    expect(isListening(project, 'prod')).toBe(true);
    expect(isListening(project, 'dev', 'http://127.0.0.1:3000/')).toBe(true);
  });

  it('is so as long as there is a reaction', () => {
    const file = join(project, 'functions', 'reactions', 'release-order.ts');
    writeFileSync(file, '');
    expect(isListening(project, 'dev')).toBe(true);
    rmSync(file);
    expect(isListening(project, 'dev')).toBe(false);
  });
});
