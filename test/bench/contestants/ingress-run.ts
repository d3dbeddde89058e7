/** Measures the ingress in this process: bars 7 and 8. */
import { createHmac, createSecretKey } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { env, exit } from 'node:process';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { interleave } from '../measure/pairs.ts';
import { handler, naive, send, sent } from './ingress.ts';

const request = JSON.parse(readFileSync(env['BENCH_EVENT'] ?? '', 'utf8'));
const body: string = request.body;
const timestamp: string = request.headers['x-timestamp'];
const key = createSecretKey(Buffer.from(env['BENCH_SECRET'] ?? ''));
const forged = { ...request, headers: { ...request.headers, 'x-signature': 'f'.repeat(64) } };
const attributes = {
  sentAt: timestamp,
  receivedAt: timestamp,
  requestId: 'AbCdEfGhIjKlMnO=',
  secret: '2026-03',
  digest: sha256(body),
  encoding: 'text',
};

const { statusCode } = await handler(request);
if (statusCode !== 200) throw new Error(`The ingress answered ${statusCode}.`);
const accepting = await interleave(
  {
    floor: () => send(body, attributes),
    ours: () => handler(request),
    naive: () => naive(body),
  },
  { milliseconds: 20 },
);
const before = sent();
const refusing = await interleave(
  {
    floor: () => createHmac('sha256', key).update(timestamp).update(body).digest(),
    ours: () => handler(forged),
  },
  { milliseconds: 5 },
);
const findings = {
  accepting: { ...accepting.median, ratio: accepting.ratio('ours', 'floor') },
  refusing: { ...refusing.median, ratio: refusing.ratio('ours', 'floor'), calls: sent() - before },
};
writeSync(3, JSON.stringify(findings));
exit();
