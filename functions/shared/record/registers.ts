import type { Attribute, Attributes, Bound } from './projection.ts';

/*
 * Every attribute of a record is a register of its own: a later event that does not state it leaves the
 * value that an earlier one stated.
 */

/** An event's version, and the revision of the projection that read it. */
export interface Source {
  readonly version: string;
  readonly revision: number;
}

/** The attributes that a record keeps from an earlier event. */
export interface Carried extends Source {
  readonly names: readonly string[];
}

/** The attributes of a record, and where those are from that its own event does not state. */
export interface Registers extends Source {
  /** `null` is stated too: that there is no value. */
  readonly attributes: Attributes;
  /** The latest first. */
  readonly carried: readonly Carried[];
  /**
   * Attributes that belong to the status, such as the reason of a failure: they are not kept from before
   * the event that states the status. Of a stored record it is not known; a projected one has it.
   */
  readonly bound?: Bound | undefined;
}

/** What one event states. */
interface Layer extends Source {
  readonly attributes: Attributes;
}

/** Whether a source comes before another one, or is the same. */
export const precedes = (a: Source, b: Source): boolean =>
  a.version < b.version ||
  // Stryker disable next-line EqualityOperator: those equal in both are the same.
  (a.version === b.version && a.revision <= b.revision);

/**
 * Whether an attribute may be kept from an earlier event than those that state these.
 * @param stated whether a later one states an attribute.
 */
export const isKept = (
  name: string,
  bound: Bound | undefined,
  stated: (name: string) => boolean,
): boolean =>
  bound !== 'all' && !stated(name) && !(bound?.includes(name) === true && stated('status'));

/** The event that states an attribute of a record: an earlier one, or its own. */
export const sourceOf = (
  { version, revision, carried }: Pick<Registers, 'version' | 'revision' | 'carried'>,
  name: string,
): Source => carried.find(({ names }) => names.includes(name)) ?? { version, revision };

/** Without what a record keeps from earlier events: what its own event states. */
export const ownAttributes = ({
  attributes,
  carried,
}: Pick<Registers, 'attributes' | 'carried'>): Attributes => {
  if (carried.length === 0) return attributes;
  const earlier = new Set(carried.flatMap(({ names }) => names));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !earlier.has(name)));
};

/** What a record keeps from an earlier event, as that event stated it. */
export const layerOf = (
  { attributes }: Pick<Registers, 'attributes'>,
  { names, version, revision }: Carried,
): Layer => ({
  version,
  revision,
  attributes: Object.fromEntries(names.map((name) => [name, attributes[name] ?? null])),
});

const layersOf = (record: Registers): readonly Layer[] => [
  { version: record.version, revision: record.revision, attributes: ownAttributes(record) },
  ...record.carried.map((carried) => layerOf(record, carried)),
];

/** One layer for each event, the latest first: of one event only what its latest projection states. */
const merged = (layers: readonly Layer[]): readonly Layer[] => {
  const byVersion = new Map<string, Layer>();
  for (const layer of layers) {
    const same = byVersion.get(layer.version);
    if (same === undefined || same.revision < layer.revision) byVersion.set(layer.version, layer);
    else if (same.revision === layer.revision)
      byVersion.set(layer.version, {
        ...layer,
        attributes: { ...same.attributes, ...layer.attributes },
      });
  }
  return [...byVersion.values()].sort((a, b) => (a.version < b.version ? 1 : -1));
};

/** Whether a record has everything that an earlier one could add. */
const isComplete = (later: Registers, earlier: Registers, bound: Bound | undefined): boolean => {
  if (bound === 'all') return true;
  if (later.carried.length > 0 || earlier.carried.length > 0) return false;
  const stated = (name: string): boolean => later.attributes[name] !== undefined;
  for (const name in earlier.attributes)
    if (earlier.attributes[name] !== undefined && isKept(name, bound, stated)) return false;
  return true;
};

/**
 * Joins the attributes of two records of one key: of each attribute the value that the latest event
 * states which states one. Commutative, associative and idempotent within one revision of the
 * projection.
 * @param later not before the other one.
 */
export const joinRegisters = (
  later: Registers,
  earlier: Registers,
): Pick<Registers, 'attributes' | 'carried'> => {
  const bound = later.bound ?? earlier.bound;
  if (isComplete(later, earlier, bound)) {
    const { attributes, carried } = later;
    return { attributes, carried };
  }
  const attributes = new Map<string, Attribute>();
  const carried: Carried[] = [];
  for (const { version, revision, attributes: stated } of merged([
    ...layersOf(later),
    ...layersOf(earlier),
  ])) {
    const names = Object.keys(stated).filter(
      (name) => stated[name] !== undefined && isKept(name, bound, (one) => attributes.has(one)),
    );
    for (const name of names) attributes.set(name, stated[name]);
    if (version !== later.version && names.length > 0)
      carried.push({ version, revision, names: names.sort() });
  }
  return { attributes: Object.fromEntries(attributes), carried };
};

/** Whether two records keep the same of the same events. */
export const isCarriedAlike = (
  a: Pick<Registers, 'carried'>,
  b: Pick<Registers, 'carried'>,
): boolean =>
  a.carried.length === b.carried.length &&
  a.carried.every(({ version, revision, names }, index) => {
    const other = b.carried[index];
    return (
      version === other?.version &&
      revision === other.revision &&
      names.join() === other.names.join()
    );
  });
