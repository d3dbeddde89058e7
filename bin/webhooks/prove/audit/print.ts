import { styleText } from 'node:util';
import type { Audit } from '../../../../functions/scheduled/audit/audit.ts';
import type { BalanceFigures } from '../../../../functions/scheduled/audit/balance.ts';
import type { Finding, Findings } from '../../../../functions/scheduled/audit/findings.ts';
import type { ObjectAudit } from '../../../../functions/scheduled/audit/object-audit.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, number, table } from '../../terminal/table.ts';

const domainTable = ({ domains }: Audit): readonly string[] => {
  const [header = '', ...rest] = table([
    ['domain', 'events', 'effects', 'records', 'explained', 'older', 'replayable'],
    ...domains.map(({ domain, events, effects, rows: records, explained, older, replayable }) => [
      domain,
      events,
      effects,
      records,
      explained,
      older,
      replayable,
    ]),
  ]);
  return [styleText('bold', header), ...rest];
};

const balanceLines = (figures: BalanceFigures): readonly string[] => {
  const { logSince, accepted, archived, expired, waiting, lost, redelivered } = figures;
  if (logSince === undefined)
    return ['The ingress has no log here: what it accepted could not be compared.'];
  const parts = { ...archived, ...(expired > 0 && { expired }), waiting, lost };
  const sum = Object.entries(parts).map(([name, value]) => `${number(value)} ${name}`);
  const lines = [
    `The ingress accepted ${number(accepted)} = ${sum.join(' + ')}`,
    `  by its log since ${logSince}, ${counted(redelivered, 'redelivery', 'redeliveries')} not counted`,
  ];
  if (figures.unlogged > 0)
    lines.push(`  ${counted(figures.unlogged, 'archived event')} without a line since then`);
  if (figures.unreadableLines > 0)
    lines.push(`  ${counted(figures.unreadableLines, 'line')} of it cannot be read`);
  return lines;
};

const reasons = [
  ['masked', 'masked'],
  ['erased', 'erased'],
  ['noSignature', 'without a signature'],
  ['secretUnknown', 'of an unknown secret'],
] as const;

const signatureLines = ({ signatures }: Audit): readonly string[] => {
  if (signatures === undefined) return [];
  const { verified, wrong, notVerifiable, keptSince } = signatures;
  const parts = reasons.map(([name, words]) => `${number(notVerifiable[name])} ${words}`);
  return [
    `Signatures: ${number(verified)} verified, ${number(wrong)} wrong; not verifiable: ${parts.join(', ')}`,
    ...(keptSince === undefined ? [] : [`  kept since ${keptSince}`]),
  ];
};

const horizonLines = ({ horizon, domains }: Audit): readonly string[] => {
  if (horizon === undefined) return [];
  const beyond = domains.reduce((sum, figures) => sum + figures.beyond, 0);
  return [
    `The archive's horizon: events from before ${horizon} may have expired; ${counted(beyond, 'record')} can no longer be explained.`,
  ];
};

const line = ({ rule, domain, eventId, row: record, detail }: Finding): string =>
  `${styleText('bold', rule)}  ${shown([domain, ...(record ? [record.pk, record.sk] : []), eventId, detail].join('  '))}`;

const list = (title: string, { total, listed }: Findings): readonly string[] =>
  total === 0
    ? []
    : [
        '',
        `${title}: ${number(total)}${total > listed.length ? `, of which ${number(listed.length)} are shown (see --limit)` : ''}`,
        ...listed.map((finding) => `  ${line(finding)}`),
      ];

/** Commands that repair what breaks the rule, one for each domain with such records. */
const nextLines = ({ listed }: Findings, pipeline: PipelineOptions): readonly string[] => {
  const broken = listed.flatMap(({ domain, row }) => (row ? [{ domain, pk: row.pk }] : []));
  return [...new Set(broken.map(({ domain }) => domain))].map((domain) => {
    const objects = new Set(broken.flatMap((one) => (one.domain === domain ? [one.pk] : [])));
    const [object = '', ...others] = objects;
    const only = others.length === 0 ? ['--object', object] : [];
    return `Next: ${commandLine('rebuild', { operands: [domain], options: [...only, '--repair', '--dry-run'], pipeline })}`;
  });
};

/** What an audit of one object found, for a person. */
export const printObject = (
  { object, figures, horizon, breaches, notes }: ObjectAudit,
  pipeline: PipelineOptions,
): string =>
  [
    `${styleText('bold', shown(object))}: ${counted(figures.events, 'event')}, ${counted(figures.effects, 'effect')}; ${counted(figures.rows, 'record')}, ${number(figures.explained)} explained.`,
    ...(horizon === undefined ? [] : [`Events from before ${horizon} may have expired.`]),
    ...list('Worth knowing', notes),
    ...list('Broken', breaches),
    '',
    breaches.total === 0
      ? 'Every event has had its effect, every record is explained.'
      : `${counted(breaches.total, 'breach', 'breaches')} of the rule.`,
    ...nextLines(breaches, pipeline),
  ].join('\n');

/** What holds where no rule is broken; counts what waits, which has had no effect yet. */
const summaryOf = ({ logSince, waiting }: BalanceFigures): string => {
  const events = waiting > 0 ? 'Every archived event' : 'Every event';
  const nothingLost = logSince === undefined ? '' : ', nothing is lost';
  const pending =
    waiting > 0
      ? ` In a queue or dead-letter queue, without an effect yet: ${counted(waiting, 'accepted event')}.`
      : '';
  return `${events} has had its effect, every record is explained${nothingLost}.${pending}`;
};

/** What an audit found, for a person. */
export const print = (audit: Audit, pipeline: PipelineOptions): string => {
  const events = Object.entries(audit.archive);
  const total = events.reduce((sum, [, count]) => sum + count, 0);
  return [
    `The archive holds ${counted(total, 'event')}: ${events.map(([name, count]) => `${number(count)} ${shown(name)}`).join(', ')}`,
    ...balanceLines(audit.balance),
    ...signatureLines(audit),
    '',
    ...domainTable(audit),
    ...horizonLines(audit),
    ...list('Worth knowing', audit.notes),
    ...list('Broken', audit.breaches),
    '',
    audit.breaches.total === 0
      ? summaryOf(audit.balance)
      : `${counted(audit.breaches.total, 'breach', 'breaches')} of the rule.`,
    ...nextLines(audit.breaches, pipeline),
  ].join('\n');
};
