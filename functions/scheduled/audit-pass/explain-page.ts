import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { domains } from '../../domains.ts';
import { loadRuntime } from '../../runtimes.ts';
import type { Domain } from '../../shared/domain.ts';
import { concurrently } from '../../shared/query/concurrently.ts';
import type { Table, Tables } from '../../shared/query/table.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import { recordOf } from '../../shared/store/state-item.ts';
import { explainRecord, unexplained } from '../audit/backward.ts';
import { createFindings, type Finding } from '../audit/findings.ts';
import type { Rechecks } from '../audit/rechecks.ts';

/** How far a check of all stored records has come: JSON, so that another run can go on. */
export interface Progress {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The domain whose table is read; undefined where all are read. */
  readonly domain: string | undefined;
  /** The key of that table's last record that was read; undefined at its beginning. */
  readonly after: Record<string, AttributeValue> | undefined;
  readonly records: number;
  readonly explained: number;
  /** Records of an older projection than today's. */
  readonly older: number;
  /** Records of which an event has expired. */
  readonly expired: number;
  readonly breaches: number;
  /** The first of them. */
  readonly listed: readonly Finding[];
}

/** A page of records that was checked. */
export interface CheckedPage {
  readonly progress: Progress;
  /** What breaks the rule in this page: all are counted, the first of them listed. */
  readonly breaches: number;
  readonly listed: readonly Finding[];
}

interface ExplainingPage {
  readonly tables: Tables;
  /** Events of before then may have expired, epoch milliseconds; undefined where they are kept permanently. */
  readonly since: number | undefined;
  readonly rechecks: Rechecks;
  /** Breaches that are listed. */
  readonly limit: number;
  /** Records of a page. */
  readonly pageSize?: number;
}

const PAGE = 200;
/** Records whose events are read concurrently. */
const CONCURRENCY = 16;

/** The beginning of a check. */
export const beginning = (startedAt: number): Progress => ({
  startedAt,
  domain: domains[0]?.name,
  after: undefined,
  ...{ records: 0, explained: 0, older: 0, expired: 0, breaches: 0, listed: [] },
});

interface Page {
  readonly records: readonly DomainRecord[];
  readonly next: Progress['after'];
}

const pageOf = async (
  { client, name }: Table,
  after: Progress['after'],
  Limit: number,
): Promise<Page> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new ScanCommand({ TableName: name, Limit, ExclusiveStartKey: after, ConsistentRead: true }),
  );
  return { records: Items.map(recordOf), next: LastEvaluatedKey };
};

const domainAfter = (domain: Domain): string | undefined =>
  domains[domains.indexOf(domain) + 1]?.name;

const checkPage = async (
  { tables, since, rechecks, limit }: ExplainingPage,
  domain: Domain,
  records: readonly DomainRecord[],
) => {
  const explaining = { tables, runtime: await loadRuntime(domain), horizon: { since }, rechecks };
  const findings = createFindings(limit);
  const counts = { records: records.length, explained: 0, older: 0, expired: 0 };
  await concurrently(records, CONCURRENCY, async (record) => {
    const explanation = await explainRecord(explaining, record);
    if (explanation === 'explained') counts.explained += 1;
    else if (explanation === 'outdated') counts.older += 1;
    else if (explanation === 'expired') counts.expired += 1;
    else if (explanation === 'deleted') counts.records -= 1;
    else findings.add(unexplained(record, domain, explanation));
  });
  return { counts, findings };
};

/**
 * Checks that archived events explain the next page of stored records: the backward half of an audit, in steps.
 * Whoever keeps the progress can stop after any, or be killed, and go on from it later.
 * @returns undefined where all records are checked.
 */
export const explainPage = async (
  explaining: ExplainingPage,
  progress: Progress,
): Promise<CheckedPage | undefined> => {
  const { tables, limit, pageSize = PAGE } = explaining;
  const domain = domains.find(({ name }) => name === progress.domain);
  if (!domain) return undefined;
  const { records, next } = await pageOf(tables.of(domain), progress.after, pageSize);
  const { counts, findings } = await checkPage(explaining, domain, records);
  return {
    breaches: findings.total,
    listed: findings.listed,
    progress: {
      ...progress,
      domain: next ? domain.name : domainAfter(domain),
      after: next,
      records: progress.records + counts.records,
      explained: progress.explained + counts.explained,
      older: progress.older + counts.older,
      expired: progress.expired + counts.expired,
      breaches: progress.breaches + findings.total,
      listed: [...progress.listed, ...findings.listed].slice(0, limit),
    },
  };
};
