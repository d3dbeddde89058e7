import { QueryString } from 'aws-cdk-lib/aws-logs';

/*
 * Questions to the log lines of the functions, in the language of Logs Insights. They are paid by the
 * bytes they read when somebody asks, and by nothing else.
 */

/** A batch's line has its requests' ids; what fails before it is opened has the request's alone. */
export const eventQuery = new QueryString({
  fields: [
    '@timestamp',
    'service',
    'message',
    'eventId',
    'requestId',
    'event',
    'error',
    'receives',
  ],
  filterStatements: ['eventId = "<event id>" or @message like "<requestId of its accepted line>"'],
  sort: '@timestamp asc',
});

/** Log lines know no objects: `webhooks history` lists the events of an object. */
export const objectQuery = new QueryString({
  fields: ['@timestamp', 'service', 'message', 'eventId', 'event', 'account', 'requestId'],
  filterStatements: ['eventId in ["<event id>", "<event id>"]'],
  sort: '@timestamp asc',
});

export const refusalQuery = new QueryString({
  filterStatements: ['message = "refused"'],
  statsStatements: ['sum(refused) as requests, latest(@timestamp) as last by cause, likely'],
  sort: 'requests desc',
});

/** Ours by their level; Lambda's own, of functions that died, by their status. */
export const failureQuery = new QueryString({
  filterStatements: [
    'level in ["ERROR", "FATAL"] or record.status in ["failure", "error", "timeout"]',
  ],
  statsStatements: [
    'count(*) as lines, latest(requestId) as lastRequest by service, message, error, cause, where, record.status',
  ],
  sort: 'lines desc',
});

export const driftQuery = new QueryString({
  filterStatements: ['message = "drift"'],
  statsStatements: ['count(*) as reports by name, apiVersion, path, `sort`, found'],
  sort: 'reports desc',
});

export const overdueQuery = new QueryString({
  filterStatements: ['message = "overdue"'],
  statsStatements: ['sum(records) as overdue, latest(@timestamp) as last by kind, status'],
  sort: 'overdue desc',
});

/** What scheduled audits have checked, the latest first, and what broke the rule. */
export const auditQuery = new QueryString({
  fields: [
    '@timestamp',
    'message',
    'part',
    'events',
    'accepted',
    'lost',
    'records',
    'explained',
    'breaches',
  ],
  filterStatements: ['message in ["audited", "breaches"]'],
  sort: '@timestamp desc',
});

/** What a reaction did with its changes. */
export const reactedQuery = new QueryString({
  filterStatements: ['message = "reacted"'],
  statsStatements: [
    'sum(handled) as handled, sum(repeated) as repeats, sum(stale) as outdated, sum(later) as putOff, sum(waiting) as waited, sum(failed) as failures by bin(1h)',
  ],
});

/** Milliseconds from sending to receiving, by the two clocks. */
export const lagQuery = new QueryString({
  filterStatements: ['message = "accepted"'],
  statsStatements: ['pct(lag, 50) as p50, pct(lag, 99) as p99 by bin(5m)'],
});

export const outcomeQuery = new QueryString({
  filterStatements: ['message = "batch"'],
  statsStatements: [
    'sum(accepted) as applied, sum(repeated) as repeats, sum(unrecognized) as unknownNames, sum(unrouted) as otherProducts, sum(quarantined) as unprojectable, sum(failed) as failures by domain',
  ],
});
