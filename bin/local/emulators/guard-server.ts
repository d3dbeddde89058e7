/**
 * The process in front of an embedded service that lets every page read and write it: `guard-server.ts
 * <endpoint> <port>` hands requests of programs on to it. It ends with its parent.
 */
import { Agent, createServer, request } from 'node:http';
import { pipeline } from 'node:stream';
import { LOOPBACK } from '../processes/ports.ts';
import { refuseForeign } from './foreign.ts';

const [endpoint = '', port = ''] = process.argv.slice(2);

process.on('disconnect', () => process.exit());

const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, response) => {
  const { method, url = '/', headers } = incoming;
  const onward = request(new URL(url, endpoint), { method, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response, () => {});
  });
  onward.on('error', () => response.destroy());
  pipeline(incoming, onward, () => {});
});
refuseForeign(server);
server.listen(Number(port), LOOPBACK);
