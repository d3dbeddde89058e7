import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../bin/webhooks/program.ts';
import cdk from '../cdk.json' with { type: 'json' };
import { projectRoot } from '../lib/project-root.ts';
import packageFile from '../package.json' with { type: 'json' };
import { pipelineOf, propertiesOf, templatesOf } from './lib/synthesized.ts';

/* `npm run test:templates` reads the workflows by their schema; here, that what they name exists. */

const files = globSync('.github/{workflows/*,dependabot}.yml', { cwd: projectRoot }).sort();
const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const workflows = files.filter((file) => file.includes('workflows/'));
const deploy = read('.github/workflows/deploy.yml');

it('are those that the documents describe', () => {
  expect(files).toEqual([
    '.github/dependabot.yml',
    '.github/workflows/deploy.yml',
    '.github/workflows/platforms.yml',
  ]);
});

describe.each(workflows)('%s', (file) => {
  const text = read(file);

  it('runs scripts that exist', () => {
    const run = [...text.matchAll(/npm run (?:--silent )?([a-z]+(?:[:-][a-z]+)*)/g)];
    expect(run.length).toBeGreaterThan(0);
    const names = run.map(([, name = '']) => name);
    expect(names.filter((name) => !(name in packageFile.scripts))).toEqual([]);
  });

  it('uses each action in a version, and all files the same', () => {
    const all = workflows.flatMap((one) => [...read(one).matchAll(/uses: (\S+)@(\S+)/g)]);
    for (const [, action, version] of text.matchAll(/uses: (\S+)@(\S+)/g)) {
      expect(version).toMatch(/^(?:v\d+|[0-9a-f]{40})$/);
      const versions = all.filter(([, other]) => other === action).map(([, , one]) => one);
      expect(new Set(versions).size).toBe(1);
    }
  });

  it('may read the repository, and no more of it', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });
});

describe('.github/workflows/deploy.yml', () => {
  it('offers the stages of cdk.json', () => {
    const [, list = ''] = /options: \[(.+)\]/.exec(deploy) ?? [];
    expect(list.split(', ')).toEqual(Object.keys(cdk.context.stages));
  });

  it('watches alarms that the stage has, no more than CloudFormation takes', () => {
    const [, list = ''] = /for alarm in ([a-z0-9- ]+); do/.exec(deploy) ?? [];
    const watched = list.split(' ').map((name) => `airwallex-webhooks-prod-${name}`);
    const { service } = templatesOf(pipelineOf('prod'));
    const names = propertiesOf(service, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName);
    expect(watched.length).toBeLessThanOrEqual(5);
    expect(watched.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('runs commands of the tool with options that they have', async () => {
    const { commands } = await createProgram();
    const lines = [...deploy.matchAll(/run webhooks -- (\S+)(.*)$/gm)];
    expect(lines.length).toBe(3);
    for (const [, name = '', rest = ''] of lines) {
      const known = commands.find((command) => command.name() === name)?.options ?? [];
      for (const [option] of rest.matchAll(/--[a-z-]+/g))
        expect(known.map(({ long }) => long)).toContain(option);
    }
  });

  it('never cancels a deployment in progress, and puts no input into a script', () => {
    expect(deploy).toContain('cancel-in-progress: false');
    const scripts = [...deploy.matchAll(/run: (?:\|\n(?: {10}.*\n)+|.*)/g)].map(([text]) => text);
    expect(scripts.length).toBeGreaterThan(8);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});
