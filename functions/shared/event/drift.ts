import type * as v from 'valibot';

interface Shape extends v.GenericSchema {
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly options?: readonly Shape[];
  readonly pipe?: readonly (Shape | v.GenericTransformation)[];
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const walk = (value: unknown, shape: Shape, path: string, out: (p: string, v: unknown) => void): void => {
  if (shape.wrapped) return walk(value, shape.wrapped, path, out);
  if (shape.options) {
    for (const o of shape.options) walk(value, o, path, out);
    return;
  }
  if (shape.item) {
    if (Array.isArray(value)) for (const one of value) walk(one, shape.item, `${path}[]`, out);
    return;
  }
  if (shape.entries) {
    if (!isObject(value)) return;
    for (const name in value) {
      const field = Object.hasOwn(shape.entries, name) ? shape.entries[name] : undefined;
      const p = path ? `${path}.${name}` : name;
      if (field) walk(value[name], field, p, out);
      else out(p, value[name]);
    }
    return;
  }
  if (shape.pipe) {
    let v = value;
    for (const item of shape.pipe) {
      if (item.kind === 'transformation') v = item['~run']({ typed: true, value: v }, {}).value;
      else if (item.type !== 'unknown') return walk(v, item, path, out);
    }
  }
};
