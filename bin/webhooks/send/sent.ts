import { readEnvelope } from '../../../functions/shared/event/envelope.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { judge } from '../../../functions/shared/event/judge.ts';
import { loadRuntime, ownerOf } from '../runtime.ts';

/** What a body is about. */
interface About {
  readonly eventId: string;
  readonly domain: string;
  /** The primary object, `<object>#<id>`, where the body names one. */
  readonly object: string | undefined;
}

/** What was sent, and how it was answered. */
export interface Sent extends About {
  readonly event: string;
  readonly status: number;
}

/** What a body is about, as the pipeline will find. */
export const aboutBody = async (body: Buffer): Promise<About> => {
  const domain = ownerOf(readEnvelope(body)?.name ?? '');
  const receipt = { sentAt: 0, receivedAt: 0, requestId: '', secret: '', digest: sha256(body) };
  const { id, object } = judge({ body, receipt }, await loadRuntime(domain));
  return { eventId: id, domain: domain.name, object };
};

/** What a body that was sent is about. */
export const describe = async (event: string, status: number, body: Buffer): Promise<Sent> => ({
  event,
  status,
  ...(await aboutBody(body)),
});
