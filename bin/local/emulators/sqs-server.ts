/** The process of the embedded SQS: `sqs-server.ts <folder> <port>`. It ends with its parent. */
import { existsSync, mkdirSync } from 'node:fs';
import { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';
import { localAccount } from '../cloud/account.ts';
import { LOOPBACK } from '../processes/ports.ts';
import { refuseForeign } from './foreign.ts';

const [folder = '', port = ''] = process.argv.slice(2);

process.on('disconnect', () => process.exit());

mkdirSync(folder, { recursive: true });
redeliver(join(folder, 'fauxqs.db'));
listenOnLoopbackOnly();
keepReceiveCounts();
await startFauxqs({
  port: Number(port),
  dataDir: folder,
  defaultRegion: localAccount.region,
  logger: false,
});

/**
 * Messages that were in process when everything was killed become visible at once: no consumer of
 * them is alive. A message that a consumer delayed for longer keeps its time.
 */
function redeliver(file: string): void {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  database
    .prepare(
      `UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL
       WHERE visibility_deadline <= ? + 1000 * (
         SELECT CAST(json_extract(attributes, '$.VisibilityTimeout') AS INTEGER)
         FROM sqs_queues WHERE name = queue_name)`,
    )
    .run(Date.now());
  database.close();
}

/** By itself fauxqs listens on every interface of the machine, and answers whoever asks. */
function listenOnLoopbackOnly(): void {
  const { listen } = Server.prototype;
  Reflect.set(Server.prototype, 'listen', function (this: Server, options: object, ...rest: []) {
    if (this instanceof HttpServer) refuseForeign(this);
    return Reflect.apply(listen, this, [{ ...options, host: LOOPBACK }, ...rest]);
  });
}

/** fauxqs resets the count when a message is made visible at once, which its own schema refuses. */
function keepReceiveCounts(): void {
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
    const kept = sql.replace(
      /(approximate\w+) = \?/g,
      (_, column: string) => `${column} = coalesce(?, ${column})`,
    );
    return Reflect.apply(prepare, this, [kept]);
  };
}
