import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import cdk from '../../../cdk.json' with { type: 'json' };
import { projectRoot } from '../../../lib/project-root.ts';

/** A copy of the project that a test may change. */
export interface ProjectCopy {
  readonly root: string;
  /** The folder of the state of its pipeline. */
  readonly state: string;
  /** Runs `npm start` until it is ready. @returns the templates that it runs. */
  start(): Promise<Templates>;
  /** Stops the pipeline, as Ctrl-C does by default, and starts it again. */
  restart(signal?: NodeJS.Signals): Promise<Templates>;
  /** What the pipeline has written since it was started. */
  output(): string;
  /** Runs `npm run webhooks`. @returns its output, parsed as JSON. */
  webhooks(...parameters: string[]): Promise<unknown>;
  /** Stops the pipeline and removes the copy. */
  remove(): Promise<void>;
}

export type Templates = Readonly<Record<string, string>>;

const run = promisify(execFile);

/** The templates in a folder, with placeholders for the hashes of code. */
const templatesIn = (assembly: string): Templates =>
  Object.fromEntries(
    globSync('*.template.json', { cwd: assembly })
      .sort()
      .map((file) => {
        const text = readFileSync(join(assembly, file), 'utf8');
        return [file, text.replaceAll(/[0-9a-f]{64}/g, '<code>')];
      }),
  );

/** The templates of a project as `cdk synth` writes them, without bundling, which takes long. */
export const synthesize = async (project: string): Promise<Templates> => {
  const assembly = mkdtempSync(join(tmpdir(), 'cdk.out-'));
  const context = { ...cdk.context, 'aws:cdk:bundling-stacks': [] };
  try {
    await run(process.execPath, ['bin/app.ts'], {
      cwd: project,
      env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(context) },
    });
    return templatesIn(assembly);
  } finally {
    rmSync(assembly, { recursive: true });
  }
};

/** Copies the files that a deployment and the local runner need. */
export const copyProject = (): ProjectCopy => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-'));
  const root = join(folder, 'project');
  const state = join(folder, 'state');
  for (const part of [
    'bin',
    'functions',
    'lib',
    'package',
    'cdk.json',
    'package.json',
    'package-lock.json',
  ]) {
    cpSync(join(projectRoot, part), join(root, part), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));

  let end = async (_signal?: NodeJS.Signals): Promise<void> => {};
  let output = '';
  const start = async (): Promise<Templates> => {
    const ports = ['--port', '--dynamodb-port', '--sqs-port', '--secrets-port', '--inspector-port'];
    const flags = ['--dir', state, ...ports.flatMap((flag) => [flag, '0'])];
    const child = spawn(process.execPath, ['bin/local/start.ts', ...flags], {
      cwd: root,
      env: process.env,
    });
    const ended = once(child, 'close');
    end = async (signal = 'SIGINT') => {
      child.kill(signal);
      await ended;
    };
    output = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (text: Buffer): void => {
        output += text;
        if (output.includes('ready: ')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('close', () => reject(new Error(output)));
    });
    return templatesIn(join(state, 'cdk.out'));
  };

  return {
    root,
    state,
    start,
    restart: async (signal) => {
      await end(signal);
      return start();
    },
    output: () => output,
    webhooks: async (...parameters) => {
      const tool = ['bin/webhooks/main.ts', ...parameters, '--json'];
      const environment = { ...process.env, LOCAL_DIR: state };
      const { stdout } = await run(process.execPath, tool, { cwd: root, env: environment });
      return JSON.parse(stdout);
    },
    remove: async () => {
      await end();
      rmSync(folder, { recursive: true });
    },
  };
};

/** Makes a copy for the tests of a file. */
export const useProjectCopy = (): ProjectCopy => {
  const copy = copyProject();
  afterAll(() => copy.remove());
  return copy;
};
