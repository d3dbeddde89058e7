import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';
import { endpointOf, startTestDynamoDb } from '../../support/tables/dynamodb.ts';
import { createTestTarget } from '../../support/tool/target.ts';
import { generate } from '../growth/generate.ts';
import { runInterleaved } from '../measure/scripts.ts';
import type { Findings, Row } from '../row.ts';

const tool = join(projectRoot, 'bin/webhooks/launch.js');
const EVENTS = 100;
const MILLISECOND = 1_000;

/** Bar 15: what a person waits for who runs a command of the tool, beside bare Node. */
export const toolStart = async (folder: string): Promise<Findings> => {
  mkdirSync(folder, { recursive: true });
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, '');
  const dynamodb = await startTestDynamoDb();
  try {
    const { target } = await createTestTarget(dynamodb);
    const { events = '', payments: state = '' } = target.outputs.tables;
    await generate(dynamodb.client, { events, state }, 0, EVENTS);
    const url = await endpointOf(dynamodb.client);
    const endpoints = { dynamodb: url, sqs: url, secretsmanager: url };
    writeFileSync(
      join(folder, 'outputs.json'),
      JSON.stringify({ ...target.outputs, signingSecrets: {}, endpoints }),
    );
    const took = await runInterleaved({
      bare: { words: [empty] },
      '--help': { words: [tool, '--help'] },
      events: {
        words: [tool, 'events', '--since', '2026-06-01'],
        variables: { LOCAL_DIR: folder },
      },
    });
    const row = (name: '--help' | 'events', what: string, limit: number): Row => ({
      bar: 15,
      what: `${what} ÷ bare Node`,
      unit: 'ms CPU',
      floor: took.median.bare / MILLISECOND,
      ours: took.median[name] / MILLISECOND,
      ratio: took.ratio(name, 'bare'),
      limit,
      isTimed: true,
    });
    return {
      rows: [
        row('--help', 'webhooks --help', 4),
        row('events', `webhooks events, an archive of ${EVENTS}`, 8),
      ],
    };
  } finally {
    await dynamodb.stop();
  }
};
