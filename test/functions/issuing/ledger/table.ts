import { issuing } from '../../../../functions/issuing/domain.ts';
import { families } from '../../../../functions/issuing/families.ts';
import { type SpendRecord, spendRecordOf } from '../../../../functions/issuing/ledger/record.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import { stateItem } from '../../../../functions/shared/store/state-item.ts';

const runtime = { domain: issuing, families };

/** What the issuing table holds after these webhooks: every body judged, its records joined. */
export const tableOf = (bodies: readonly (object | Uint8Array)[]): readonly SpendRecord[] => {
  const records = new Map<string, DomainRecord>();
  for (const event of bodies) {
    const body = event instanceof Uint8Array ? event : Buffer.from(JSON.stringify(event));
    const receipt = {
      sentAt: Date.UTC(2026, 10, 21),
      receivedAt: 0,
      requestId: '',
      secret: '',
      digest: sha256(body),
    };
    for (const record of judge({ body, receipt }, runtime).records) {
      const key = `${record.pk} ${record.sk}`;
      const current = records.get(key);
      records.set(key, current ? join(current, record) : record);
    }
  }
  return [...records.values()].map((record) => spendRecordOf(stateItem(record)));
};
