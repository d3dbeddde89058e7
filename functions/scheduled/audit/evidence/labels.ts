import { timeOf } from '../../../shared/control/rules.ts';
import { identifier } from '../../../shared/event/identifier.ts';
import { type Item, itemAt, partition } from '../../../shared/query/items.ts';
import type { Table } from '../../../shared/query/table.ts';
import { controlTable } from '../../../shared/tables.ts';

/** How long a secret was live, as far as the tool that added and removed it has noted it. */
export interface LabelLife {
  /** Epoch milliseconds; undefined where another hand or an earlier version added it. */
  readonly addedAt?: number | undefined;
  /** Epoch milliseconds; undefined while it is live. */
  readonly removedAt?: number | undefined;
}

/** The key of a label: events state it in the same form. */
export const labelKey = (label: string): Item => ({
  [controlTable.hash]: { S: controlTable.labels },
  [controlTable.range]: { S: identifier(label) },
});

const lifeOf = ({ addedAt, removedAt }: Item): LabelLife => ({
  addedAt: timeOf(addedAt),
  removedAt: timeOf(removedAt),
});

/** What is noted of one label; undefined where nothing is. @param control the control table. */
export const labelLife = async (control: Table, label: string): Promise<LabelLife | undefined> => {
  const item = await itemAt(control, labelKey(label));
  return item && lifeOf(item);
};

/** What is noted of every label, by the form in which events state it. @param control the control table. */
export const labelLives = async (control: Table): Promise<ReadonlyMap<string, LabelLife>> => {
  const items = await partition(control, controlTable.hash, controlTable.labels);
  return new Map(items.map((item) => [item[controlTable.range]?.S ?? '', lifeOf(item)]));
};

/** How far the clock of who changed a label may be from that of the ingress, milliseconds. */
const CLOCKS = 5 * 60_000;
/** How long the ingress may still verify with a secret that was removed, milliseconds. */
const CACHED = 5 * 60_000;

/** Whether the secret of a label was live at a time; `unknown` where that is not noted. */
export const livenessAt = (
  life: LabelLife | undefined,
  at: number,
): 'live' | 'not live' | 'unknown' => {
  const { addedAt, removedAt } = life ?? {};
  if (addedAt !== undefined && at < addedAt - CLOCKS) return 'not live';
  if (removedAt !== undefined && at > removedAt + CACHED + CLOCKS) return 'not live';
  return addedAt === undefined ? 'unknown' : 'live';
};
