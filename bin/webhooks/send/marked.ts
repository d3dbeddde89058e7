import { Buffer } from 'node:buffer';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { isObject } from '../../../functions/shared/event/json.ts';
import { retainedText } from '../pipeline/control/confirm.ts';
import type { Target } from '../pipeline/target.ts';
import { cdkLine } from '../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../terminal/failure.ts';
import { isJson } from '../terminal/json.ts';
import { setAt } from './set-at.ts';

/*
 * Samples in a stage that retains what it stores: their records would remain like genuine ones, so the stage has
 * to allow them, and the id of each event states what it is. Every record names that id.
 */

/** The beginning of the id of a sample; that of Airwallex's events is `evt_`. */
const SAMPLE_PREFIX = 'sample-';

/** @throws Failure where a stage retains what it stores and allows no samples. */
export const requireSamplesAllowed = (target: Target): void => {
  const { pipeline, outputs } = target;
  if (outputs.retained === undefined || outputs.retained.allowsSamples) return;
  throw new Failure(
    `Nothing was sent: ${retainedText(target)} A sample would set records there that look genuine. Send to the local pipeline or another stage, or set "allowSamples": true for this one in cdk.json and deploy: ${cdkLine(['deploy', '--all'], pipeline)}`,
    exitCodes.failed,
  );
};

/** The id under which an event is sent as a sample; where it has none it follows from the body. */
export const sampleId = (id: unknown, body: Buffer): string => {
  const text = typeof id === 'string' && id !== '' ? id : sha256(body);
  return text.startsWith(SAMPLE_PREFIX) ? text : `${SAMPLE_PREFIX}${text}`;
};

/**
 * A body that is marked as a sample: every byte but those of its id is kept.
 * @param event its name in messages.
 * @throws Failure when the body is not a JSON object.
 */
export const asSample = (body: Buffer, event: string): Buffer => {
  const text = body.toString();
  const json: unknown = isJson(text) ? JSON.parse(text) : undefined;
  const id = isObject(json) ? JSON.stringify(sampleId(json['id'], body)) : undefined;
  const set = id === undefined ? undefined : setAt(text, ['id'], id);
  if (set && 'json' in set) return Buffer.from(set.json);
  throw usageError(`${event} is not a JSON object: it cannot be marked as a sample.`);
};
