import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Application } from '../../../bin/local/cloud/application.ts';
import type { Endpoints } from '../../../bin/local/lambda/variables.ts';
import { LOOPBACK, listen } from '../../../bin/local/processes/ports.ts';
import { meteredTable, type Stored, type Units } from './table.ts';

/** A request that a function made. */
export interface Metered {
  /** `PutItem`, `SendMessage`. */
  readonly operation: string;
  /** The table, where it is about one. */
  readonly table: string | undefined;
  readonly units: Units;
  /** A queue's message, where it is one. */
  readonly message: Message | undefined;
}

/** A message as it was sent. */
interface Message {
  readonly MessageBody: string;
  readonly MessageAttributes: Readonly<Record<string, { readonly StringValue: string }>>;
}

/** All of AWS that functions ask, in this process; it notes what each request costs. */
export interface MeteredAws {
  readonly endpoints: Endpoints;
  /** Hands over what was asked since the last time. */
  taken(): readonly Metered[];
  /** What the tables hold, by their names. */
  stored(): ReadonlyMap<string, Stored>;
  /** Empties the tables. */
  clear(): void;
  stop(): void;
}

const md5 = (content: string): string => createHash('md5').update(content).digest('hex');

/** SQS's digest over attributes, which the SDK checks only when it is there. */
const sent = ({ MessageBody }: Message) => ({ MD5OfMessageBody: md5(MessageBody), MessageId: '1' });

/**
 * Starts it with the tables of the templates.
 * @param secret what the signing secret holds.
 * @param delay milliseconds before each answer.
 */
export const startMeteredAws = async (
  { tables }: Application,
  secret: string,
  delay = 0,
): Promise<MeteredAws> => {
  let current = new Map(tables.map((table) => [table.name, meteredTable(table)]));
  let metered: Metered[] = [];

  const answer = (operation: string, body: string): { status: number; json: unknown } => {
    const input = JSON.parse(body);
    const note = (units: Units = {}, message?: Message): void =>
      void metered.push({ operation, table: input.TableName, units, message });
    if (operation === 'PutItem') {
      const put = current.get(input.TableName)?.put(input.Item, input);
      if (!put) throw new Error(`No template has the table ${input.TableName}.`);
      note(put.units);
      if (!put.current) return { status: 200, json: {} };
      const type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
      return { status: 400, json: { __type: type, message: 'failed', Item: put.current } };
    }
    if (operation === 'SendMessage') {
      note({}, input);
      return { status: 200, json: sent(input) };
    }
    note();
    if (operation === 'GetSecretValue') return { status: 200, json: { SecretString: secret } };
    if (operation === 'Query') return { status: 200, json: { Items: [], Count: 0 } };
    return { status: 200, json: {} };
  };

  const server = createServer(async (request, response) => {
    const body = await text(request);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const { status, json } = answer(operation, body);
    if (delay > 0) await pause(delay);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(json));
  });
  const endpoint = `http://${LOOPBACK}:${await listen(server, { port: 0, flag: '' })}`;
  return {
    endpoints: { dynamodb: endpoint, sqs: endpoint, secretsmanager: endpoint },
    taken: () => {
      const all = metered;
      metered = [];
      return all;
    },
    stored: () => new Map([...current].map(([name, table]) => [name, table.stored()])),
    clear: () => {
      current = new Map(tables.map((table) => [table.name, meteredTable(table)]));
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
