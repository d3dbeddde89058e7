import { domains, unrouted } from '../functions/domains.ts';
import { loadRuntime } from '../functions/runtimes.ts';
import { isInternal } from '../functions/shared/event/internal.ts';
import type { DomainRecord } from '../functions/shared/record/domain-record.ts';
import { type DomainRuntime, familyOf } from '../functions/shared/record/family.ts';
import { judge, type Verdict } from '../functions/shared/record/judge.ts';
import { withIndexKeys } from '../functions/shared/store/index-keys.ts';
import { stateItem } from '../functions/shared/store/state-item.ts';
import { checkRegistry } from '../lib/registry.ts';
import { project } from './support/interpret.ts';
import { type Sample, samplesOf } from './support/samples.ts';

/** When the samples are sent: after they happened. */
const SENT_AT = Date.UTC(2026, 10, 20);

const judged = ({ body, name }: Sample, runtime: DomainRuntime): Verdict =>
  judge(
    {
      body,
      receipt: { sentAt: SENT_AT, receivedAt: SENT_AT, requestId: name, secret: '', digest: '0' },
    },
    runtime,
  );

/** What each key attribute may measure at most, in bytes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const limits: Record<string, number> = {
  ...{ pk: 1024, sk: 1024, relatedTo: 2048, relatedAt: 1024, openWork: 2048, dueAt: 1024 },
  ...{ lookupKey: 2048, customerKey: 2048 },
};
const always = ['pk', 'sk'];

/** The part of a name that a domain owns: an event of our own by its whole name. */
const familyPart = (name: string): string =>
  isInternal(name) ? name : (name.split('.', 1)[0] ?? '');
const kindOf = (key: string): string => key.slice(0, key.indexOf('#'));

describe('the registry', () => {
  it('is within what AWS takes', () => {
    expect(() => checkRegistry([...domains, unrouted])).not.toThrow();
  });

  it('names every event once, under the one domain that owns its family', () => {
    const owners = domains.flatMap(({ name, families }) => families.map((part) => [part, name]));
    const owner = new Map(owners.map(([part, name]) => [part, name]));
    expect(owner.size).toBe(owners.length);
    const named = domains.flatMap(({ name, events }) => events.map((event) => ({ event, name })));
    expect(named.filter(({ event, name }) => owner.get(familyPart(event)) !== name)).toEqual([]);
    expect(new Set(named.map(({ event }) => event)).size).toBe(named.length);
  });

  it.each([...domains, unrouted])(
    'states what $name keeps and what its failure costs',
    (domain) => {
      expect(domain.title).toMatch(/\w+ \w+/);
      expect(domain.errorImpact).toMatch(/^[A-Z].*\.$/);
      expect(Number.isInteger(domain.revision) && domain.revision > 0).toBe(true);
    },
  );
});

describe.each(domains)('the catalogue of $name', (domain) => {
  const samples = samplesOf(domain.name);
  const named = new Set(samples.map(({ name }) => name));
  let runtime: DomainRuntime;
  beforeAll(async () => {
    runtime = await loadRuntime(domain);
  });
  const recordsOf = (sample: Sample): readonly DomainRecord[] => judged(sample, runtime).records;

  it('has an event of each family', () => {
    const families = new Set(domain.events.map(familyPart));
    expect([...families].sort()).toEqual([...domain.families].sort());
  });

  it('has a projection of each event, and none of others', () => {
    expect(domain.events.filter((name) => !familyOf(runtime, name))).toEqual([]);
    const prefixes = Object.keys(runtime.families);
    expect(prefixes.filter((name) => !domain.families.includes(familyPart(name)))).toEqual([]);
    const unused = new Set(prefixes.map((prefix) => runtime.families[prefix]));
    for (const name of domain.events) unused.delete(familyOf(runtime, name));
    expect(unused.size).toBe(0);
  });

  it('has a sample of each event, and none of others', () => {
    expect([...named].sort()).toEqual([...domain.events].sort());
    expect(samples.filter(({ file, name }) => file.split(/~|\.json$/, 1)[0] !== name)).toEqual([]);
  });

  it('has an object of each kind, as a key or a link', () => {
    const projected = samples.flatMap(recordsOf);
    const keys = projected.flatMap(({ pk, link }) =>
      [pk, link?.to].filter((it) => it !== undefined),
    );
    expect([...new Set(keys.map(kindOf))].sort()).toEqual([...domain.objects].sort());
  });

  describe.each(samples)('$file', (sample) => {
    it('is accepted, with records', () => {
      const { outcome, issues, records, object = '' } = judged(sample, runtime);
      expect({ outcome, issues }).toEqual({ outcome: 'accepted', issues: [] });
      expect(records).not.toHaveLength(0);
      expect(domain.objects).toContain(kindOf(object));
    });

    it('ranks its status by a whole number below 1000', () => {
      const { rank = 0 } = project(runtime.families, sample.body);
      expect(Number.isInteger(rank) && rank >= 0 && rank <= 999).toBe(true);
    });

    it('keeps its keys within their size', () => {
      for (const record of recordsOf(sample)) {
        const item = stateItem(withIndexKeys(record, domain));
        for (const [name, limit] of Object.entries(limits)) {
          const value = item[name];
          if (value === undefined && !always.includes(name)) continue;
          const bytes = typeof value === 'string' ? Buffer.byteLength(value) : 0;
          expect(bytes).toBeGreaterThan(0);
          expect(bytes).toBeLessThanOrEqual(limit);
        }
      }
    });

    it("leaves the store's own attributes alone", () => {
      for (const record of recordsOf(sample)) {
        const own = Object.keys(stateItem(withIndexKeys({ ...record, attributes: {} }, domain)));
        expect(Object.keys(record.attributes).filter((name) => own.includes(name))).toEqual([]);
      }
    });
  });
});

it('gives each sample an event id of its own', async () => {
  const ids: string[] = [];
  for (const domain of domains) {
    const runtime = await loadRuntime(domain);
    for (const sample of samplesOf(domain.name)) ids.push(judged(sample, runtime).id);
  }
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
