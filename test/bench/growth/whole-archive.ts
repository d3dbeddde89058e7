import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { replay } from '../../../bin/webhooks/fix/replay/replay.ts';
import { selectedEvents } from '../../../bin/webhooks/fix/replay/selection.ts';
import { localAcceptedLog } from '../../../bin/webhooks/pipeline/logs/ingress-log-file.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { rebuild } from '../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { loadRuntime } from '../../../functions/runtimes.ts';
import { audit } from '../../../functions/scheduled/audit/audit.ts';
import { createRechecks } from '../../../functions/scheduled/audit/rechecks.ts';
import { endpointOf } from '../../support/tables/dynamodb.ts';

const after = (): number => Date.UTC(2026, 11, 1);

/** The least that anything can take which reads the archive and its records: the SDK's pages of both. */
const bareRead = async ({ dynamodb, tables }: Target): Promise<void> => {
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: await endpointOf(dynamodb),
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  for (const TableName of [tables.events.name, tables.of(payments).name])
    for await (const _page of paginateScan({ client, pageSize: 1_000 }, { TableName }));
  client.destroy();
};

/** The commands that read a whole archive, and beside them a bare read of the same tables. */
export const onWholeArchive = (target: Target) => ({
  read: () => bareRead(target),
  audit: async () => {
    const found = await audit(target.tables, {
      log: localAcceptedLog('/nowhere'),
      waiting: async () => new Map(),
      limit: 20,
      rechecks: createRechecks(after, async () => {}),
    });
    if (found.breaches.total > 0) throw new Error('The generated archive is not sound.');
  },
  rebuild: async () => {
    const runtime = await loadRuntime(payments);
    const { differing } = await rebuild(target, runtime, { compare: true, now: after });
    if (differing > 0) throw new Error('The generated archive is not what its records are of.');
  },
  replay: () => replay(target, selectedEvents(target, {}), { dryRun: true, onAnswer: () => {} }),
});
