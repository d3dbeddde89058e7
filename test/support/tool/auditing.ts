import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAcceptedLog } from '../../../bin/webhooks/pipeline/logs/ingress-log-file.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { type Audit, type AuditOptions, audit } from '../../../functions/scheduled/audit/audit.ts';
import { archivedUnder } from '../../../functions/shared/query/archive.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { deleteItem, storedIn } from '../tables/manual-edits.ts';
import { refundEvents, webhook } from '../webhook.ts';
import { quiet } from './settled-audit.ts';
import { type TestTarget, useTarget } from './target.ts';

/** Events of a refund and an intent. The third names no intent; the last two have the same time. */
export const settledRefund = [
  ...refundEvents.slice(0, 2),
  webhook('evt_sparse', 'refund.settled', '2026-03-03T10:00:00Z', {
    id: 'rfd_1',
    status: 'SETTLED',
  }),
  webhook('evt_created', 'payment_intent.created', '2026-03-01T10:00:00Z', { id: 'int_1' }),
  webhook('evt_capture', 'payment_intent.requires_capture', '2026-03-01T10:00:00Z', {
    id: 'int_1',
  }),
];

/** The default time at which everything is sent, epoch milliseconds. */
const SENT = Date.UTC(2026, 10, 21);
export const HOUR = 3_600_000;

/** Tables with the log of their ingress, and an audit of both. */
export interface Auditing extends Pick<TestTarget, 'target' | 'pipeline'> {
  /** The time of the pipeline, epoch milliseconds. */
  readonly clock: { now: number };
  send(...bodies: readonly Uint8Array[]): Promise<void>;
  /** Writes the log of the ingress as its function does, followed by these lines. */
  writeLog(...more: readonly string[]): void;
  /** Replaces the log by these lines. */
  replaceLog(...lines: readonly string[]): void;
  /** Runs an audit an hour after everything, when nothing is in flight. */
  audit(options?: Partial<AuditOptions>): Promise<Audit>;
  /** The record of payments that an event set. */
  rowSetBy(eventId: string): Promise<DomainRecord>;
  removeRow(row: DomainRecord): Promise<void>;
  /** The archived event. */
  archived(id: string): Promise<ArchivedEvent>;
}

/** Creates empty tables for each test of a file. */
export const useAuditing = (): Auditing => {
  const clock = { now: SENT };
  const test = useTarget(beforeEach, () => clock.now);
  let folder: string;
  beforeEach(() => {
    clock.now = SENT;
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    mkdirSync(join(folder, 'logs'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const replaceLog = (...lines: readonly string[]): void =>
    writeFileSync(join(folder, 'logs', 'ingress.jsonl'), `${lines.join('\n')}\n`);
  return {
    get target() {
      return test.target;
    },
    get pipeline() {
      return test.pipeline;
    },
    clock,
    send: (...bodies) => test.pipeline.send(bodies),
    replaceLog,
    writeLog: (...more) => {
      const timestamp = new Date(clock.now).toISOString();
      const lines = test.pipeline.lines.map((line) => JSON.stringify({ ...line, timestamp }));
      replaceLog(...lines, ...more);
    },
    audit: (options) =>
      audit(test.target.tables, {
        log: localAcceptedLog(folder),
        limit: 100,
        ...quiet(() => clock.now + HOUR),
        ...options,
      }),
    rowSetBy: async (eventId) => {
      const row = (await storedIn(test.target)).find((one) => one.eventId === eventId);
      if (!row) throw new Error(`no record of ${eventId}`);
      return row;
    },
    removeRow: ({ pk, sk }) => deleteItem(test.target.tables.of(payments), { pk, sk }),
    archived: async (id) => {
      const [event] = await archivedUnder(test.target.tables.events, id);
      if (!event) throw new Error(`no event ${id}`);
      return event;
    },
  };
};
