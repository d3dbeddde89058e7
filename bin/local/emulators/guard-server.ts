/**
 * The process in front of an embedded service that lets every page read and write it: `guard-server.ts
 * <endpoint> <port>` hands requests of programs on to it. It ends with its parent.
 */
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { LOOPBACK } from '../processes/ports.ts';
import { refuseForeign } from './foreign.ts';

const [endpoint = '', port = ''] = process.argv.slice(2);

process.on('disconnect', () => process.exit());

const agent = new Agent({ keepAlive: true });

/** The service's answer to a request, whose body was read: a service may answer before it has read all. */
const ask = ({ method, url = '/', headers }: IncomingMessage, body: Buffer) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const onward = request(new URL(url, endpoint), { method, headers, agent }, resolve);
    onward.on('error', reject).end(body);
  });

const server = createServer(async (incoming, response) => {
  try {
    const answer = await ask(incoming, await buffer(incoming));
    const text = await buffer(answer);
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(text);
  } catch {
    response.destroy();
  }
});
refuseForeign(server);
// A program's connection lasts as long as it wants: it must not be closed under a request.
server.keepAliveTimeout = 0;
server.requestTimeout = 0;
server.listen(Number(port), LOOPBACK);
