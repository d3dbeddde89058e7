import { readSample } from '../../bin/webhooks/send/samples.ts';
import { type Hostile, rightHeaders } from './request.ts';

/*
 * One sample, truncated at every byte and changed at many.
 */

const whole = readSample('connection.disconnected~envelope');

/** Truncated, then signed: Airwallex might send such a body. */
export const truncated: readonly Hostile[] = [...whole.keys()].map((length) => ({
  title: `a sample cut short after ${length} bytes`,
  body: whole.subarray(0, length),
  status: 200,
  outcome: 'unrouted',
}));

const changedAt = (at: number): Buffer => {
  const body = Buffer.from(whole);
  body[at] = (body[at] ?? 0) ^ 1;
  return body;
};

/**
 * One genuine request split into timestamp and body at every other place near the real one, under its
 * own signature: Airwallex signs both without a separator, so each of these has a right HMAC.
 */
export const splits = (secret: string): readonly Hostile[] => {
  const timestamp = String(Date.now());
  const genuine = Buffer.from('{"id":"evt_split","name":"payment_intent.succeeded"}');
  const signed = Buffer.concat([Buffer.from(timestamp), genuine]);
  const { 'x-signature': signature } = rightHeaders(genuine, secret, timestamp);
  const places = [...signed.keys()].slice(0, 2 * timestamp.length);
  return places
    .filter((end) => end !== timestamp.length)
    .map((end) => ({
      title: `a genuine request whose timestamp ends after ${end} bytes`,
      body: signed.subarray(end),
      status: 401,
      headers: () => ({
        'x-signature': signature,
        'x-timestamp': signed.subarray(0, end).toString(),
      }),
    }));
};

/** Requests whose body is not the one that was signed. */
export const altered = (secret: string): readonly Hostile[] => {
  const timestamp = String(Date.now());
  const headers = () => ({ ...rightHeaders(whole, secret, timestamp) });
  const wrong = (title: string, body: Buffer): Hostile => ({ title, body, status: 401, headers });
  return [
    ...[...whole.keys()]
      .filter((at) => at % 7 === 0)
      .flatMap((at) => [
        wrong(`a sample with a bit of byte ${at} changed`, changedAt(at)),
        wrong(`a sample cut short after ${at} bytes on its way`, whole.subarray(0, at)),
      ]),
    wrong('a sample with a line break after it', Buffer.concat([whole, Buffer.from('\n')])),
    wrong('a sample with a byte order mark', Buffer.concat([Buffer.from('\ufeff'), whole])),
    wrong(
      'a sample serialised again',
      Buffer.from(JSON.stringify(JSON.parse(`${whole}`), null, 2)),
    ),
    wrong('a sample in base64', Buffer.from(whole.toString('base64'))),
    wrong('a sample twice', Buffer.concat([whole, whole])),
  ];
};
