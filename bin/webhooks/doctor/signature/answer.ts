import { styleText } from 'node:util';
import { durationOf } from '../../duration.ts';
import { shown } from '../../printable.ts';
import { counted } from '../../table.ts';
import { readSignature } from './encodings.ts';
import type { Keys } from './explain.ts';
import { type Explanation, knownMistakes, type SignedRequest } from './explain.ts';

/** What is said about a signature. */
export interface Answer {
  readonly right: boolean;
  /** Label of the secret that it was explained by, null where nothing known explains it. */
  readonly label: string | null;
  readonly mistakes: Explanation['mistakes'];
  /** What else there is to say, in sentences. */
  readonly remarks: readonly string[];
}

/** Milliseconds beyond which the pipeline labels a webhook stale, or of the future. */
const TIMELY = 5 * 60_000;

/** What a timestamp says of the time it was signed. @param now epoch milliseconds. */
const timeRemarks = (timestamp: string, now: number): readonly string[] => {
  if (/^\d{10}$/.test(timestamp))
    return [
      'The timestamp is in seconds. Airwallex sends milliseconds: the pipeline takes this one for a day of 1970 and calls it stale.',
    ];
  if (!/^(?:0|[1-9]\d{0,14})$/.test(timestamp))
    return [
      'The timestamp is no number of milliseconds as Airwallex sends it: the pipeline answers 401.',
    ];
  const age = now - Number(timestamp);
  if (age < -TIMELY)
    return [`The timestamp lies ${durationOf(-age)} ahead of this clock: one of the two is wrong.`];
  const sent = `It was sent ${durationOf(Math.max(0, age))} ago.`;
  return age > TIMELY
    ? [
        `${sent} The pipeline calls a webhook stale that arrives over five minutes after it was sent; it refuses it only where the stage sets rejectStaleAfterSeconds.`,
      ]
    : [sent];
};

/** What to look at when nothing known explains a signature. */
const advice = ({ signature, body }: SignedRequest, keys: Keys): readonly string[] => [
  ...(readSignature(signature)
    ? []
    : [
        `The signature is no SHA-256 HMAC, which has 64 hex digits: this text has ${counted(signature.length, 'character')}. Was it cut off, or is it another header?`,
      ]),
  ...(body.length === 0 ? ['The body is empty.'] : []),
  "Is the secret the one of the webhook that sent this? Airwallex shows it on the webhook's page, and a new one after its events or version change.",
  'Is the body file made of the raw bytes of the request, saved before anything parsed them? Once a number such as 10.00 has become 10, nothing brings it back.',
  'Are timestamp, signature and body of one and the same request? A retry may be signed anew.',
  ...(keys.testKey === undefined
    ? [
        'Did the "Test event" button send it? It signs with a key of its own: give the header client-secret-key with --test-key.',
      ]
    : []),
];

/** Puts an explanation into an answer. @param now epoch milliseconds. */
export const answerTo = (
  request: SignedRequest,
  keys: Keys,
  explanation: Explanation | undefined,
  now: number,
): Answer => {
  if (!explanation)
    return { right: false, label: null, mistakes: [], remarks: advice(request, keys) };
  const { label, mistakes } = explanation;
  const right = mistakes.length === 0;
  return { right, label, mistakes, remarks: right ? timeRemarks(request.timestamp, now) : [] };
};

/** An answer for a person. */
export const printAnswer = ({ right, label, mistakes, remarks }: Answer): string => {
  if (right)
    return [
      `${styleText('green', '✓')} The signature is right, by the secret "${shown(label ?? '')}".`,
      ...remarks.map((remark) => `  ${shown(remark)}`),
    ].join('\n');
  const mark = styleText('red', '✗');
  if (mistakes.length === 0)
    return [
      `${mark} The signature is wrong, and none of ${knownMistakes} known mistakes (nor two of them together) explains it.`,
      '  What to look at next:',
      ...remarks.map((remark) => `  - ${shown(remark)}`),
    ].join('\n');
  return [
    `${mark} The signature is wrong, and ${counted(mistakes.length, 'known mistake')} ${mistakes.length === 1 ? 'explains' : 'together explain'} it, with the secret "${shown(label ?? '')}":`,
    ...mistakes.flatMap(({ name, what, from }) => [
      `  ${styleText('bold', name)}: ${shown(what)}`,
      `    ${shown(from)}`,
    ]),
  ].join('\n');
};
