import type * as v from 'valibot';
import { isUnread } from './object.ts';
import { transformed } from './run.ts';

/** What can be asked of a schema that is made of others. */
export interface Shape extends v.GenericSchema {
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly options?: readonly Shape[];
  readonly pipe?: readonly (Shape | v.GenericTransformation)[];
  /** Whether a value that it cannot read is dropped. */
  readonly droppable?: boolean;
  /** Of a text: whether its value names a field beside it that is not read. */
  readonly namesField?: boolean;
  /** Of a record: what each of its values is. */
  readonly value?: Shape;
}

/** The fields of the object that a schema is of, also where it goes on to change what it read. */
export const entriesOf = ({ entries, wrapped, pipe = [] }: Shape): Shape['entries'] => {
  if (entries || wrapped) return entries ?? (wrapped && entriesOf(wrapped));
  for (const part of pipe) {
    const found = part.kind === 'schema' ? entriesOf(part) : undefined;
    if (found) return found;
  }
  return undefined;
};

/** The names of the fields that a schema of an object reads. @param within the field that has the object. */
export const fieldsOf = (schema: Shape, within?: string): readonly string[] => {
  const entries = entriesOf(schema) ?? {};
  if (within === undefined) return Object.keys(entries).filter((name) => !isUnread(entries[name]));
  const inner = entries[within];
  return inner ? fieldsOf(inner) : [];
};

/** What the first part of a pipe that looks into a value gets to see: those before it move fields. */
export const throughPipe = (value: unknown, pipe: NonNullable<Shape['pipe']>) => {
  let moved = value;
  for (const part of pipe) {
    if (part.kind === 'transformation') moved = transformed(part, moved);
    else if (part.type !== 'unknown' || 'pipe' in part) return { value: moved, shape: part };
  }
  return undefined;
};
