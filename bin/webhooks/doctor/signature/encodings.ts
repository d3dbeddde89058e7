import { Buffer } from 'node:buffer';
import type { Mistake } from './mistake.ts';

const spaced: Mistake = {
  name: 'signature-spaced',
  what: 'The signature has white space or quotes around it.',
  from: 'It was copied or sent with them. The header x-signature is 64 hex digits alone.',
};

const prefixed: Mistake = {
  name: 'signature-prefixed',
  what: 'The signature has a prefix such as "sha256=".',
  from: 'GitHub and Stripe write so. The header x-signature is 64 hex digits alone.',
};

const upperCase: Mistake = {
  name: 'signature-upper-case',
  what: 'The signature is in upper-case hex.',
  from: 'Some languages write hex so (C#, Java). Airwallex writes it in lower case, and so it is compared.',
};

const base64: Mistake = {
  name: 'signature-base64',
  what: 'The signature is in base64.',
  from: 'Shopify and Svix write so. Airwallex writes hex: digest("hex"), not digest("base64").',
};

/** A signature's digest, and what is wrong with how it is written. */
export interface Claim {
  readonly digest: Buffer;
  readonly mistakes: readonly Mistake[];
}

/** All of them, for those who count. */
export const encodingMistakes: readonly Mistake[] = [spaced, prefixed, upperCase, base64];

const fromBase64 = (text: string): Buffer | undefined => {
  if (!/^[\w+/-]{43,88}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const hex = bytes.toString('latin1');
  if (/^[0-9a-f]{64}$/.test(hex)) return Buffer.from(hex, 'hex');
  return bytes.length === 32 ? bytes : undefined;
};

/** Reads a signature however it is written; undefined where it can be no SHA-256 HMAC. */
export const readSignature = (text: string): Claim | undefined => {
  const bare = text.replace(/^[\s"']+|[\s"']+$/g, '');
  const value = bare.replace(/^(?:t=\d+,)?(?:hmac-)?(?:sha256|v\d)[=,]/i, '');
  const mistakes = [...(bare === text ? [] : [spaced]), ...(value === bare ? [] : [prefixed])];
  if (/^[0-9a-f]{64}$/.test(value)) return { digest: Buffer.from(value, 'hex'), mistakes };
  if (/^[0-9a-f]{64}$/i.test(value))
    return { digest: Buffer.from(value, 'hex'), mistakes: [...mistakes, upperCase] };
  const digest = fromBase64(value);
  return digest && { digest, mistakes: [...mistakes, base64] };
};
