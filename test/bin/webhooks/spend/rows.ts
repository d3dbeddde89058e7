import { issuing } from '../../../../functions/issuing/domain.ts';
import { issuingFamilies } from '../../../../functions/issuing/project.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { judge } from '../../../../functions/shared/event/judge.ts';
import { join, type Row } from '../../../../functions/shared/store/row.ts';

const runtime = { domain: issuing, families: issuingFamilies };

/** What the issuing table holds after these webhooks: every body judged, its rows joined. */
export const tableOf = (bodies: readonly (object | Uint8Array)[]): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const event of bodies) {
    const body = event instanceof Uint8Array ? event : Buffer.from(JSON.stringify(event));
    const receipt = {
      sentAt: Date.UTC(2026, 10, 21),
      receivedAt: 0,
      requestId: '',
      secret: '',
      digest: sha256(body),
    };
    for (const row of judge({ body, receipt }, runtime).rows) {
      const key = `${row.pk} ${row.sk}`;
      const current = rows.get(key);
      rows.set(key, current ? join(current, row) : row);
    }
  }
  return [...rows.values()];
};
