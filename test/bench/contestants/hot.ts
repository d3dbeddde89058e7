/** What runs for every event, beside the least that must and what one writes first. */
import { createHmac, timingSafeEqual, webcrypto } from 'node:crypto';
import { families as accounts } from '../../../functions/accounts/families.ts';
import { families as connections } from '../../../functions/connections/families.ts';
import { domains } from '../../../functions/domains.ts';
import { route } from '../../../functions/ingress/route.ts';
import { signingSecret, verify } from '../../../functions/ingress/signature.ts';
import { families as issuing } from '../../../functions/issuing/families.ts';
import { families as payments } from '../../../functions/payments/families.ts';
import { readEnvelope } from '../../../functions/shared/event/envelope.ts';
import type { Delivery } from '../../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import { judge } from '../../../functions/shared/record/judge.ts';
import { interpret } from '../../../functions/shared/record/read.ts';

/** A request as far as its signature goes. */
export interface Signed {
  readonly signature: string;
  readonly timestamp: string;
  readonly body: Buffer;
}

const familiesOf: Readonly<Record<string, DomainRuntime['families']>> = {
  accounts,
  connections,
  issuing,
  payments,
};

/** Verifiers of requests, all with this secret. */
export const verifiers = (text: string) => {
  const secret = signingSecret('live', text);
  return {
    /** HMAC and `JSON.parse`. */
    floor: ({ timestamp, body, signature }: Signed): unknown => {
      const digest = createHmac('sha256', secret.key).update(timestamp).update(body).digest();
      return digest.length === signature.length ? digest : JSON.parse(body.toString());
    },
    /** The HMAC alone: what even a refused request takes. */
    hmac: ({ timestamp, body }: Signed): unknown =>
      createHmac('sha256', secret.key).update(timestamp).update(body).digest(),
    /** Verify, parse, route. */
    ours: (signed: Signed): unknown => {
      const verified = verify(signed, [secret]);
      return typeof verified === 'string' ? verified : route(verified);
    },
    /** Refused or not, and nothing more. */
    verify: (signed: Signed): unknown => verify(signed, [secret]),
    /** Web Crypto with the key imported again, and a second parse to route. */
    naive: async ({ timestamp, body, signature }: Signed): Promise<unknown> => {
      const { subtle } = webcrypto;
      const algorithm = { name: 'HMAC', hash: 'SHA-256' };
      const key = await subtle.importKey('raw', Buffer.from(text), algorithm, false, ['sign']);
      const signed = Buffer.from(timestamp + body.toString());
      const digest = Buffer.from(await subtle.sign('HMAC', key, signed));
      if (!timingSafeEqual(digest, Buffer.from(signature, 'hex'))) return undefined;
      const { name } = JSON.parse(body.toString());
      const owner = domains.find(({ families }) => families.includes(name.split('.')[0]));
      return [owner, JSON.parse(body.toString())];
    },
  };
};

/** What a domain does with a delivery before its rows are written. */
export const judgesOf = (domain: string) => {
  const found = domains.find(({ name }) => name === domain);
  const families = familiesOf[domain];
  if (!found || !families) throw new Error(`There is no domain ${domain}.`);
  const runtime: DomainRuntime = { domain: found, families };
  return {
    /** Parse, validate, project. */
    project: ({ body }: Delivery): unknown => {
      const envelope = readEnvelope(body);
      return envelope && interpret(envelope, envelope.id ?? '', runtime);
    },
    /** And all else: identity, version, rows. */
    judge: (delivery: Delivery): unknown => judge(delivery, runtime),
  };
};

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The least that a consumer must do with a body: check that it is UTF-8, and parse it. */
export const decodeAndParse = ({ body }: Delivery): unknown => JSON.parse(decoder.decode(body));
