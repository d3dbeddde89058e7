import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { readEnvelope } from '../../../../functions/shared/event/envelope.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';

/** What a body identifies. */
interface Identified {
  readonly eventId: string;
  readonly domain: string;
  /** The primary object, `<object>#<id>`, where the body names one. */
  readonly object: string | undefined;
}

/** A sent event and its answer. */
export interface Sent extends Identified {
  readonly event: string;
  readonly status: number;
}

/** The event id, domain and object of a body, as the pipeline derives them. */
export const identityOf = async (body: Buffer): Promise<Identified> => {
  const domain = ownerOf(readEnvelope(body)?.name ?? '');
  const receipt = { sentAt: 0, receivedAt: 0, requestId: '', secret: '', digest: sha256(body) };
  const { id, object } = judge({ body, receipt }, await loadRuntime(domain));
  return { eventId: id, domain: domain.name, object };
};

/** A sent body with its event id, domain and object. */
export const sentEvent = async (event: string, status: number, body: Buffer): Promise<Sent> => ({
  event,
  status,
  ...(await identityOf(body)),
});
