import { Buffer } from 'node:buffer';
import type { Mistake } from './mistake.ts';

const spaced: Mistake = {
  name: 'signature-spaced',
  what: 'The signature has white space or quotes around it.',
  from: 'It was copied or sent with them. The header x-signature contains only 64 hex digits.',
};

const prefixed: Mistake = {
  name: 'signature-prefixed',
  what: 'The signature has a prefix such as "sha256=".',
  from: 'GitHub and Stripe use one. The header x-signature contains only 64 hex digits.',
};

const upperCase: Mistake = {
  name: 'signature-upper-case',
  what: 'The signature is in upper-case hex.',
  from: 'Some languages write hex this variant (C#, Java). Airwallex writes lower case, and the comparison is exact.',
};

const base64: Mistake = {
  name: 'signature-base64',
  what: 'The signature is in base64.',
  from: 'Shopify and Svix use base64. Airwallex writes hex: digest("hex"), not digest("base64").',
};

/** The digest of a signature, and the mistakes in its encoding. */
export interface EncodedText {
  readonly digest: Buffer;
  readonly mistakes: readonly Mistake[];
}

/** All mistakes in the encoding. */
export const encodingMistakes: readonly Mistake[] = [spaced, prefixed, upperCase, base64];

const fromBase64 = (text: string): Buffer | undefined => {
  if (!/^[\w+/-]{43,88}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const hex = bytes.toString('latin1');
  if (/^[0-9a-f]{64}$/.test(hex)) return Buffer.from(hex, 'hex');
  return bytes.length === 32 ? bytes : undefined;
};

/** Reads a signature in any encoding; undefined where it cannot be a SHA-256 HMAC. */
export const readSignature = (text: string): EncodedText | undefined => {
  const bare = text.replace(/^[\s"']+|[\s"']+$/g, '');
  const value = bare.replace(/^(?:t=\d+,)?(?:hmac-)?(?:sha256|v\d)[=,]/i, '');
  const mistakes = [...(bare === text ? [] : [spaced]), ...(value === bare ? [] : [prefixed])];
  if (/^[0-9a-f]{64}$/.test(value)) return { digest: Buffer.from(value, 'hex'), mistakes };
  if (/^[0-9a-f]{64}$/i.test(value))
    return { digest: Buffer.from(value, 'hex'), mistakes: [...mistakes, upperCase] };
  const digest = fromBase64(value);
  return digest && { digest, mistakes: [...mistakes, base64] };
};
