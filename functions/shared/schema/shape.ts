import type * as v from 'valibot';
import { transformed } from './run.ts';

/** What can be asked of a schema that is made of others. */
export interface Shape extends v.GenericSchema {
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly options?: readonly Shape[];
  readonly pipe?: readonly (Shape | v.GenericTransformation)[];
  /** Of a text: whether its value names a field beside it that is not read. */
  readonly namesField?: boolean;
  /** Of a record: what each of its values is. */
  readonly value?: Shape;
}

/** What the first part of a pipe that looks into a value gets to see: those before it move fields. */
export const throughPipe = (value: unknown, pipe: NonNullable<Shape['pipe']>) => {
  let moved = value;
  for (const part of pipe) {
    if (part.kind === 'transformation') moved = transformed(part, moved);
    else if (part.type !== 'unknown' || 'pipe' in part) return { value: moved, shape: part };
  }
  return undefined;
};
