import type { Command } from 'commander';
import { issuing } from '../../functions/issuing/domain.ts';
import { key } from '../../functions/shared/event/identifier.ts';
import { fromItem } from '../../functions/shared/store/attributes.ts';
import type { Row } from '../../functions/shared/store/row.ts';
import { rowOf } from '../../functions/shared/store/state-item.ts';
import { exitCodes, Failure } from './failure.ts';
import { createProgress } from './progress.ts';
import { leadsOf, spendKinds } from './spend/leads.ts';
import { type Ledger, ledgerOf } from './spend/ledger.ts';
import { print, toJson } from './spend/print.ts';
import { createReader, type Reader } from './target/reader.ts';
import { connect, type TargetOptions, targetOptions } from './target/target.ts';

/** Queries at once. */
const AT_ONCE = 16;

const rowsOf = (items: Awaited<ReturnType<Reader['object']>>): readonly Row[] =>
  items.map((item) => rowOf(fromItem(item)));

/** Reads the item collections that these keys lead to, and those that these lead to, to the end. */
const collect = async (
  reader: Reader,
  seeds: readonly string[],
): Promise<ReadonlyMap<string, Row>> => {
  const rows = new Map<string, Row>();
  const seen = new Set(seeds);
  const waiting = [...seeds];
  const progress = createProgress('objects read');
  while (waiting.length > 0) {
    const collections = await Promise.all(
      waiting.splice(0, AT_ONCE).map((pk) => reader.object(issuing.name, pk)),
    );
    for (const row of collections.flatMap(rowsOf)) {
      rows.set(JSON.stringify([row.pk, row.sk]), row);
      for (const lead of leadsOf(row))
        if (!seen.has(lead)) {
          seen.add(lead);
          waiting.push(lead);
        }
    }
    progress.report(seen.size - waiting.length);
  }
  progress.end();
  return rows;
};

/**
 * The ledger of what is stored about an id: a card's whole spend, or the group of an authorization,
 * another message, a card transaction or a lifecycle.
 * @returns undefined when nothing is known of it.
 */
const spendOf = async (reader: Reader, id: string): Promise<Ledger | undefined> => {
  const keys = spendKinds.map((kind) => key(kind, id));
  const rows = await collect(reader, keys);
  if (rows.size > 0) return ledgerOf([...rows.values()], keys);
  const ofCard = rowsOf(await reader.related(issuing.name, key('card', id)));
  const spend = await collect(reader, [...new Set(ofCard.flatMap(leadsOf))]);
  return spend.size > 0 ? ledgerOf([...spend.values()]) : undefined;
};

/** `webhooks spend`: what was authorized, cleared and given back, and what is still held. */
export const addSpend = (program: Command): void => {
  targetOptions(program.command('spend'))
    .description('show the card spend of an authorization or a card, with the events behind it')
    .argument('<id>', 'the id of a card, an authorization, or any message of a purchase')
    .option('--json', 'print figures as decimal text, null where webhooks do not say')
    .addHelpText(
      'after',
      '\nExamples:\n  webhooks spend cd760686-6993-5fc2-84b8-74aa8b7ee328\n  webhooks spend 8a4fe11c-9dce-586b-9570-349aae67ecfe --json\n\nFigures are magnitudes; "posted" is what the balance changed by, negative when money was spent.\nExits with 2 when nothing is known.',
    )
    .action(async (id: string, options: TargetOptions & { json?: true }) => {
      const ledger = await spendOf(createReader(await connect(options)), id);
      if (!ledger)
        throw new Failure(
          `No spend of "${id}" is known. "webhooks get issuing ${id}" shows what is stored of it.`,
          exitCodes.notFound,
        );
      console.log(options.json ? toJson(ledger) : print(ledger, id));
    });
};
