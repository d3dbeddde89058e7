import { domains } from '../../../functions/domains.ts';
import { pipelineWith, reactingWith, templatesOf } from '../synthesized.ts';

/*
 * Switching changes on and off, and adding and deleting a reaction: what else is deployed does not change,
 * and neither stack ever holds on to the other.
 */

type Templates = ReturnType<typeof templatesOf>;
type Stack = 'data' | 'service';
const stacks = ['data', 'service'] as const;

const off = templatesOf(pipelineWith({}));
const silent = templatesOf(pipelineWith({ changes: true }));
const on = templatesOf(reactingWith({}));

const partOf = (templates: Templates, stack: Stack, part: string): Record<string, object> =>
  templates[stack].toJSON()[part] ?? {};

/** What of one part of a template is only in the second, and what is in both and different. */
const difference = (before: Templates, after: Templates, stack: Stack, part = 'Resources') => {
  const [old, current] = [partOf(before, stack, part), partOf(after, stack, part)];
  const ids = Object.keys(current);
  const isSame = (id: string): boolean => JSON.stringify(old[id]) === JSON.stringify(current[id]);
  return {
    added: ids.filter((id) => !(id in old)),
    removed: Object.keys(old).filter((id) => !(id in current)),
    changed: ids.filter((id) => id in old && !isSame(id)),
  };
};

/** What shows or searches all functions: the saved queries, and the dashboard. */
const overviews = Object.keys(partOf(off, 'service', 'Resources')).filter((id) =>
  /^Operations(?:Queries|Dashboard)/.test(id),
);

describe('a stage without changes', () => {
  it('is deployed as if they did not exist: nothing of it names or costs anything', () => {
    const text = JSON.stringify([off.data.toJSON(), off.service.toJSON()]);
    expect(text).not.toMatch(/stream\/|StreamSpecification|publisher|effects|-changes|reaction/i);
    const stated = templatesOf(pipelineWith({ changes: false, dueHours: 12 }));
    for (const stack of stacks)
      expect(JSON.stringify(stated[stack].toJSON())).toBe(JSON.stringify(off[stack].toJSON()));
  });

  it('has no template parameter that a deployment would have to resolve', () => {
    expect(Object.keys(partOf(off, 'service', 'Parameters'))).toEqual(['BootstrapVersion']);
  });
});

describe('switching changes on', () => {
  it('changes of the data stack nothing but the streams of the tables of records', () => {
    const { added, removed, changed } = difference(off, on, 'data');
    expect(removed).toEqual([]);
    expect(added.filter((id) => !/^Changes|Stream[0-9A-F]{8}$/.test(id))).toEqual([]);
    expect(changed).toHaveLength(domains.length);
    for (const id of changed) {
      const [old, current] = [off, on].map((one) => Object(partOf(one, 'data', 'Resources')[id]));
      const { StreamSpecification, ...others } = current.Properties;
      expect(StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
      expect({ ...current, Properties: others }).toEqual(old);
    }
  });

  it('changes of the service stack nothing but the overviews', () => {
    const { added, removed, changed } = difference(off, on, 'service');
    expect(removed).toEqual([]);
    expect(changed.sort()).toEqual(overviews.sort());
    const own = /^(?:Changes|Operations(?:Alarms(?:Changes|Publisher|Due|Reaction)|Reaction))/;
    expect(added.filter((id) => !own.test(id))).toEqual([]);
  });

  it('removes no output, and makes no export that a later deployment could not remove', () => {
    for (const stack of stacks)
      expect(difference(off, on, stack, 'Outputs')).toMatchObject({ removed: [], changed: [] });
    const text = JSON.stringify([on.data.toJSON(), on.service.toJSON()]);
    expect(text).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput|"Export"/);
  });

  it('and off, and on again, deploys the same as the first time', () => {
    const again = templatesOf(reactingWith({}));
    for (const stack of stacks)
      expect(JSON.stringify(again[stack].toJSON())).toBe(JSON.stringify(on[stack].toJSON()));
  });
});

describe('deleting the file of a reaction', () => {
  it('leaves no trace of it in the templates', () => {
    const text = JSON.stringify([silent.data.toJSON(), silent.service.toJSON()]);
    expect(text).not.toMatch(/release-?order|"Reactions"/i);
  });

  it('changes nothing that is not its own but the overviews', () => {
    const { added, removed, changed } = difference(on, silent, 'data');
    expect({ added, changed }).toEqual({ added: [], changed: [] });
    expect(removed.filter((id) => !id.startsWith('ChangesReactionReleaseOrder'))).toEqual([]);
    const service = difference(on, silent, 'service');
    expect(service.added).toEqual([]);
    expect(service.changed.sort()).toEqual(overviews.sort());
    expect(service.removed.filter((id) => !id.includes('ReactionReleaseOrder'))).toEqual([]);
  });
});
