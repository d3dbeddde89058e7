import { styleText } from 'node:util';
import { durationOf } from '../../../terminal/duration.ts';
import { shown } from '../../../terminal/printable.ts';
import { counted } from '../../../terminal/table.ts';
import { readSignature } from './encodings.ts';
import type { Keys } from './explain.ts';
import { knownMistakes, type SignatureExplanation, type SignedRequest } from './explain.ts';

/** The report on a signature. */
export interface SignatureReport {
  readonly right: boolean;
  /** Label of the secret that explains it, null where no known mistake does. */
  readonly label: string | null;
  readonly mistakes: SignatureExplanation['mistakes'];
  /** Further remarks, in sentences. */
  readonly remarks: readonly string[];
}

/** Milliseconds beyond which the pipeline labels a webhook stale or future. */
const TIMELY = 5 * 60_000;

/** Remarks on the time that a timestamp states. @param now epoch milliseconds. */
const timeRemarks = (timestamp: string, now: number): readonly string[] => {
  if (/^\d{10}$/.test(timestamp))
    return [
      'The timestamp is in seconds. Airwallex sends milliseconds: the pipeline reads this one as a day of 1970 and labels it stale.',
    ];
  if (!/^(?:0|[1-9]\d{0,14})$/.test(timestamp))
    return [
      'The timestamp is not a number of milliseconds as Airwallex sends it: the pipeline answers 401.',
    ];
  const age = now - Number(timestamp);
  if (age < -TIMELY)
    return [`The timestamp is ${durationOf(-age)} ahead of this clock: one of the two is wrong.`];
  const sent = `It was sent ${durationOf(Math.max(0, age))} ago.`;
  return age > TIMELY
    ? [
        `${sent} The pipeline labels a webhook stale when it arrives over five minutes after it was sent; it refuses it only where the stage sets rejectStaleAfterSeconds.`,
      ]
    : [sent];
};

/** What to check when no known mistake explains a signature. */
const advice = ({ signature, body }: SignedRequest, keys: Keys): readonly string[] => [
  ...(readSignature(signature)
    ? []
    : [
        `The signature is not a SHA-256 HMAC, which has 64 hex digits: this text has ${counted(signature.length, 'character')}. Was it truncated, or is it another header?`,
      ]),
  ...(body.length === 0 ? ['The body is empty.'] : []),
  "Is the secret the one of the webhook that sent this? Airwallex shows it on the webhook's page, and a new one after its events or version change.",
  'Is the body file made of the raw bytes of the request, saved before anything parsed them? Once a number such as 10.00 has become 10, the original cannot be restored.',
  'Are timestamp, signature and body of the same request? A retry may be signed again.',
  ...(keys.testKey === undefined
    ? [
        'Did the "Test event" button send it? It signs with its own key: pass the header client-secret-key as --test-key.',
      ]
    : []),
];

/** Reports an explanation. @param now epoch milliseconds. */
export const reportOn = (
  request: SignedRequest,
  keys: Keys,
  explanation: SignatureExplanation | undefined,
  now: number,
): SignatureReport => {
  if (!explanation)
    return { right: false, label: null, mistakes: [], remarks: advice(request, keys) };
  const { label, mistakes } = explanation;
  const right = mistakes.length === 0;
  return { right, label, mistakes, remarks: right ? timeRemarks(request.timestamp, now) : [] };
};

/** A report as text. */
export const reportText = ({ right, label, mistakes, remarks }: SignatureReport): string => {
  if (right)
    return [
      `${styleText('green', '✓')} The signature is right, with the secret "${shown(label ?? '')}".`,
      ...remarks.map((remark) => `  ${shown(remark)}`),
    ].join('\n');
  const mark = styleText('red', '✗');
  if (mistakes.length === 0)
    return [
      `${mark} The signature is wrong, and none of ${knownMistakes} known mistakes (nor any two together) explains it.`,
      '  What to check next:',
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
