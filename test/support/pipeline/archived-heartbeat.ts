import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { order } from '../../../functions/shared/record/judge.ts';
import { read } from '../../../functions/shared/record/read.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { unrouted } from '../../../functions/unrouted/domain.ts';

/** A heartbeat of the doctor as earlier versions archived it: today's are not. @param at epoch milliseconds. */
export const archivedHeartbeat = (id: string, at: number): ArchivedEvent => {
  const body = Buffer.from(JSON.stringify({ id, name: 'heartbeat.doctor', data: {} }));
  const times = { sentAt: at, receivedAt: at };
  const receipt = { ...times, requestId: 'request', secret: 'live', digest: sha256(body) };
  const runtime = { domain: unrouted, families: {} };
  const { records: _records, ...headline } = order(read({ body, receipt }, runtime));
  return { ...receipt, ...headline, body, domain: unrouted.name, archivedAt: at };
};
