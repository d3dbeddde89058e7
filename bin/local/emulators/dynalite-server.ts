/**
 * The process of the portable DynamoDB: `dynalite-server.ts <folder> <port>`, with an empty folder in
 * memory. It ends with its parent.
 * It adds to dynalite what the pipeline uses and dynalite does not have: equality of lists, the stored
 * item in the answer to a failed condition, and the settings of a time to live, by which nothing is
 * deleted here.
 */
import { mkdirSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { json } from 'node:stream/consumers';
import * as v from 'valibot';
import { LOOPBACK } from '../processes/ports.ts';
import { refuseForeign } from './foreign.ts';

/** dynalite has no types: this is what is used of it. */
type Dynalite = (options: { readonly path?: string; readonly createTableMs: number }) => Server;
type CheckConditional = (
  data: { readonly _condition?: { readonly expression: unknown } },
  stored: object | undefined,
) => { readonly body: Record<string, unknown> } | null | undefined;

const require = createRequire(import.meta.url);
const dynalite: Dynalite = require('dynalite');
const internals: { checkConditional: CheckConditional } = require('dynalite/db');

const [folder = '', port = ''] = process.argv.slice(2);

process.on('disconnect', () => process.exit());

if (folder !== '') mkdirSync(folder, { recursive: true });
checkConditions();
const server = dynalite({
  createTableMs: 0,
  ...(folder !== '' && { path: join(folder, 'level') }),
});
answerTimeToLive(
  server,
  new DatabaseSync(folder === '' ? ':memory:' : join(folder, 'time-to-live.db')),
);
refuseForeign(server);
server.listen(Number(port), LOOPBACK);

/**
 * The condition of a write, with the stored item in the answer where it fails, as
 * `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'` requests. dynalite holds the item's lock meanwhile.
 */
function checkConditions(): void {
  const { checkConditional } = internals;
  internals.checkConditional = (data, stored) => {
    const { _condition: condition } = data;
    const failure = checkConditional(
      condition ? { ...data, _condition: { expression: comparable(condition.expression) } } : data,
      stored && mapValues(stored, asText),
    );
    if (failure && stored) failure.body['Item'] = stored;
    return failure;
  };
}

/** dynalite never takes two lists for equal, so they are compared as texts, and so are maps. */
function asText(value: unknown): unknown {
  const isNested = typeof value === 'object' && value !== null && ('L' in value || 'M' in value);
  return isNested ? { S: JSON.stringify(value) } : value;
}

function comparable(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  if (!('args' in part) || !Array.isArray(part.args)) return asText(part);
  return { ...part, args: part.args.map(comparable) };
}

function mapValues(item: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, change(value)]));
}

/** Answers the two operations itself and leaves all others to dynalite. */
function answerTimeToLive(all: Server, database: DatabaseSync): void {
  database.exec('CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, attribute TEXT)');
  const update = database.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)');
  const read = database.prepare('SELECT attribute FROM setting WHERE name = ?');
  const request = v.object({
    TableName: v.string(),
    TimeToLiveSpecification: v.optional(
      v.object({ AttributeName: v.string(), Enabled: v.boolean() }),
    ),
  });

  const answer = (body: unknown): object => {
    const { TableName, TimeToLiveSpecification: wanted } = v.parse(request, body);
    if (wanted) update.run(TableName, wanted.Enabled ? wanted.AttributeName : null);
    const attribute = v.nullish(v.string(), null);
    const { attribute: AttributeName } = v.parse(
      v.object({ attribute }),
      read.get(TableName) ?? {},
    );
    return {
      ...(wanted && { TimeToLiveSpecification: wanted }),
      TimeToLiveDescription: AttributeName
        ? { AttributeName, TimeToLiveStatus: 'ENABLED' }
        : { TimeToLiveStatus: 'DISABLED' },
    };
  };

  const [others] = all.listeners('request');
  all.removeAllListeners('request');
  all.on('request', async (incoming: IncomingMessage, response: ServerResponse) => {
    const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    if (!/^(?:Update|Describe)TimeToLive$/.test(operation)) {
      if (others) Reflect.apply(others, all, [incoming, response]);
      return;
    }
    const text = JSON.stringify(answer(await json(incoming)));
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
}
