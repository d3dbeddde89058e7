import { namesOf } from '../../../lib/names.ts';
import type { Sample } from '../../support/samples.ts';
import type { Usage } from '../cost/model.ts';
import type { Metered } from './aws.ts';
import type { Journey, Passage } from './journey.ts';
import type { Stored } from './table.ts';

/** What one event made the pipeline do, and what its redelivery did. */
export interface Measured extends Usage {
  /** DynamoDB requests. */
  readonly requests: { readonly first: number; readonly again: number };
  /** Records that the event set. */
  readonly records: number;
  /** Write units of the redelivery. */
  readonly unitsAgain: number;
}

const BATCH = 10;

const events = namesOf('prod').eventsTable;

const writes = (passage: Passage): readonly Metered[] =>
  passage.requests.filter(({ operation }) => /Item$/.test(operation));

const unitsBy = (requests: readonly Metered[]): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const request of requests)
    for (const [where, count] of Object.entries(request.units)) {
      const table = request.table === events ? 'archive' : 'state';
      const what = where === 'table' ? table : where;
      units[what] = (units[what] ?? 0) + count;
    }
  return units;
};

const storedBy = (tables: ReadonlyMap<string, Stored>): Usage['stored'] => {
  const sumOf = (some: readonly [string, Stored][]): Stored => ({
    table: some.reduce((sum, [, { table }]) => sum + table, 0),
    indexes: some.reduce((sum, [, { indexes }]) => sum + indexes, 0),
  });
  const [archive = [], states = []] = [true, false].map((isArchive) =>
    [...tables].filter(([name]) => (name === events) === isArchive),
  );
  return { archive: sumOf(archive), states: sumOf(states) };
};

const total = (units: Readonly<Record<string, number>>): number =>
  Object.values(units).reduce((sum, count) => sum + count, 0);

const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);

const messageBytes = ({ message }: Metered): number =>
  message
    ? Buffer.byteLength(message.MessageBody) +
      Object.entries(message.MessageAttributes).reduce(
        (sum, [name, { StringValue }]) => sum + name.length + 6 + StringValue.length,
        0,
      )
    : 0;

/** Lines of an event that went well; what is reported once in a process's life is not the event's. */
const usual = ({ logLines }: Passage): readonly string[] =>
  logLines.filter((line) => /"message":"(?:accepted|batch)"/.test(line));

/** Sends one event through the pipeline: alone, again, and ten at once for what a batch logs. */
export const measure = async (
  journey: Journey,
  { domain, body }: Pick<Sample, 'body'> & { readonly domain: string },
): Promise<Measured> => {
  journey.aws.clear();
  const accepted = await journey.accept(body);
  const [message] = accepted.requests.filter(({ operation }) => operation === 'SendMessage');
  if (!message) throw new Error('The ingress did not take an event of its own samples.');
  const first = await journey.consume(domain, [message]);
  const stored = storedBy(journey.aws.stored());
  const again = await journey.consume(domain, [message]);
  const ten = await journey.consume(
    domain,
    Array.from({ length: BATCH }, () => message),
  );
  return {
    units: unitsBy(writes(first)),
    stored,
    unitsAgain: total(unitsBy(writes(again))),
    records: writes(first).length - 1,
    requests: { first: writes(first).length, again: writes(again).length },
    messageBytes: messageBytes(message),
    logBytes: { ingress: bytesOf(usual(accepted)), consumer: bytesOf(usual(ten)) / BATCH },
  };
};
