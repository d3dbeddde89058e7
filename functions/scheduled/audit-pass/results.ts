import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { partition } from '../../shared/query/items.ts';
import type { Table } from '../../shared/query/table.ts';
import { controlTable } from '../../shared/tables.ts';
import type { Finding } from '../audit/findings.ts';
import type { Progress } from './explain-page.ts';

/** What an audit of a time found. Times are epoch milliseconds. */
interface ForwardResult {
  readonly endedAt: number;
  readonly since: number;
  readonly until: number;
  /** Archived events of the time. */
  readonly events: number;
  /** Bodies that the ingress accepted. */
  readonly accepted: number;
  /** Of these, those that wait in a queue… */
  readonly waiting: number;
  /** …and those that are neither archived nor wait. */
  readonly lost: number;
  readonly breaches: number;
  /** The first of them. */
  readonly listed: readonly Finding[];
}

/** What a check of all stored records found. */
interface BackwardResult extends Omit<Progress, 'domain' | 'after'> {
  readonly endedAt: number;
}

/** What is known of checks of all stored records. */
export interface Backward {
  readonly last?: BackwardResult;
  /** Of the check that is not complete. */
  readonly progress?: Progress;
  /** Events of before then have expired, or may have, whatever the stage's setting is since. */
  readonly expiredSince?: number;
}

/** What scheduled audits found, and where they are. */
export interface AuditResults {
  readonly forward?: ForwardResult;
  /** The latest audit that found a breach. */
  readonly broken?: ForwardResult;
  readonly backward?: Backward;
}

/** Reads the results. A run that was killed between two writes has left those of the first. */
export const readResults = async (control: Table): Promise<AuditResults> => {
  const items = await partition(control, controlTable.hash, controlTable.audit);
  return Object.fromEntries(
    items.map((item) => [
      item[controlTable.range]?.S ?? '',
      JSON.parse(item['result']?.S ?? 'null'),
    ]),
  );
};

/** Keeps one of the results, in the place of the one before. */
export const keepResult = async <Name extends keyof AuditResults>(
  { client, name: TableName }: Table,
  name: Name,
  result: NonNullable<AuditResults[Name]>,
): Promise<void> => {
  await client.send(
    new PutItemCommand({
      TableName,
      Item: {
        [controlTable.hash]: { S: controlTable.audit },
        [controlTable.range]: { S: name },
        result: { S: JSON.stringify(result) },
      },
    }),
  );
};
