import type * as v from 'valibot';
import type { Decimal } from '../event/decimal.ts';
import { key } from '../event/identifier.ts';
import type { Words } from '../schema/drift.ts';
import { fieldsOf } from '../schema/shape.ts';
import { emptiedIn } from './emptied.ts';
import { type Family, family, missing } from './family.ts';
import { type Lifecycle, type RankedStatus, statusIn, wordsOf } from './lifecycle.ts';
import type { Attributes, Bound, DomainEvent, ProjectedRecord, Related } from './projection.ts';

/** What an event states of an object: its fields as a record has them, its status as the body has it. */
interface StatedObject extends Attributes {
  readonly status?: string | undefined;
  readonly updated_at?: string | undefined;
}

/** An object's state as one event states it. */
interface State<O> {
  readonly object: O;
  readonly id: string;
  readonly event: DomainEvent;
  readonly status: string | undefined;
  /** The status's place in its lifecycle. */
  readonly rank: number;
  /** The record that holds the state. */
  readonly record: ProjectedRecord & { readonly related: Related };
}

interface Definition<S extends v.GenericSchema, I extends string, O extends StatedObject> {
  /** The first part of the object's key, and the sort key of its state. */
  readonly kind: string;
  /** Reads the event's `data`. */
  readonly schema: S;
  readonly lifecycle: Lifecycle;
  /** The object in what the schema read. */
  readonly object: (data: v.InferOutput<S>, event: DomainEvent) => O;
  /** The field of the object that holds its id. */
  readonly id: I;
  /** Where the timeline that the object belongs to is, and its place there. */
  readonly timeline: (pk: string, object: NoInfer<O>) => Related;
  /** Where `data` has the object: in itself where this is missing. */
  readonly within?: 'object';
  /** The known words of fields other than the status, by their path in the object. */
  readonly words?: Words;
  /** {@link statusIn} where this is missing. */
  readonly statusOf?: (
    lifecycle: Lifecycle,
    stated: string | undefined,
    event: DomainEvent,
  ) => RankedStatus;
  /** The rank, where the status alone does not decide it. */
  readonly rank?: (state: State<NoInfer<O>>) => number;
  /** See `Projection`. */
  readonly progress?: (object: NoInfer<O>) => string | undefined;
  /** See `Projection`. */
  readonly grown?: (object: NoInfer<O>) => readonly (Decimal | undefined)[];
  /** Fields that belong to the status: see `Registers`. */
  readonly bound?: Bound;
  /** Records beside that of the state. */
  readonly beside?: (state: State<NoInfer<O>>) => readonly ProjectedRecord[];
}

const statusByName = (lifecycle: Lifecycle, stated: string | undefined, { name }: DomainEvent) =>
  statusIn(lifecycle, stated, name);

/**
 * The family of an object that has an id, a status and a place in a timeline: one record holds its
 * fields and its status. The lifecycle's words are those that its status may have.
 */
export const stateful = <
  const S extends v.GenericSchema,
  const I extends string,
  O extends StatedObject & { readonly [K in I]?: string | undefined },
>({
  kind,
  schema,
  lifecycle,
  object: objectIn,
  id: idField,
  timeline,
  within,
  words = {},
  statusOf = statusByName,
  rank: rankOf = ({ rank }) => rank,
  progress,
  grown,
  bound,
  beside,
}: Definition<S, I, O>): Family => {
  const fields = [...new Set([...fieldsOf(schema, within), 'status'])];
  const constant = { sk: kind, fields, ...(bound && { bound }) };
  const place = (field: string): string => (within === undefined ? field : `${within}.${field}`);
  const project = (data: v.InferOutput<S>, event: DomainEvent) => {
    const object = objectIn(data, event);
    const id = object[idField];
    if (id === undefined) return missing(`data.${place(idField)}`, 'an id');
    const pk = key(kind, id);
    const { status, rank } = statusOf(lifecycle, object.status, event);
    const record = {
      ...constant,
      pk,
      related: timeline(pk, object),
      attributes: { ...object, ...emptiedIn(object, event.data, fields, within), status },
    };
    const state: State<O> = { object, id, event, status, rank, record };
    return {
      object: pk,
      updatedAt: object.updated_at,
      progress: progress?.(object),
      rank: rankOf(state),
      grown: grown?.(object),
      records: beside ? [record, ...beside(state)] : [record],
    };
  };
  return family(schema, project, {
    ...Object.fromEntries(Object.entries(words).map(([path, known]) => [place(path), known])),
    [place('status')]: wordsOf(lifecycle),
  });
};
