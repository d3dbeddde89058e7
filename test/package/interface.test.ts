import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains } from '../../functions/domains.ts';
import {
  changeOf,
  type DescribedInterface,
  describeInterface,
  refusalOf,
  textOf,
} from '../../package/interface.ts';
import manifest from '../../package/package.json' with { type: 'json' };
import { definitionsOf } from '../support/runtimes.ts';

/*
 * The interface of records against the one that `npm run interface` recorded.
 */

const everyKind = Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)]));
const current = describeInterface(everyKind, manifest.version);
const text = readFileSync(join(import.meta.dirname, 'interface.json'), 'utf8');
const recorded: DescribedInterface = JSON.parse(text);

describe('the interface of records', () => {
  it('does not change without its version', () => {
    expect(refusalOf(recorded, current)).toBeUndefined();
  });

  it('is recorded as it is; npm run interface records it', () => {
    expect(text).toBe(textOf(current));
  });
});

type Kinds = DescribedInterface['records'];

const status = { type: 'word', always: true, words: ['OPEN', 'SHUT'], meaning: 'The status.' };
const amount = { type: 'amount', always: false, unit: 'major units', meaning: 'The amount.' };
const door = { key: 'door#<id> door', meaning: 'A door.', attributes: { status, amount } };
const before: DescribedInterface = { version: '1.2.3', records: { door } };

const withAttributes = (attributes: Kinds[string]['attributes']): Kinds => ({
  door: { ...door, attributes },
});

describe('a change of the interface', () => {
  it.each<[string, string, Kinds]>([
    ['none', 'nothing changed', { door }],
    ['none', 'attributes are in another order', withAttributes({ amount, status })],
    ['patch', 'a record is described otherwise', { door: { ...door, meaning: 'Any door.' } }],
    [
      'patch',
      'an attribute is described otherwise',
      withAttributes({ status: { ...status, meaning: 'Whether it is open.' }, amount }),
    ],
    ['minor', 'a kind of record was added', { door, gate: door }],
    ['minor', 'an attribute was added', withAttributes({ status, amount, width: amount })],
    [
      'minor',
      'a word is known that was not',
      withAttributes({ status: { ...status, words: ['OPEN', 'SHUT', 'AJAR'] }, amount }),
    ],
    ['major', 'a kind of record was removed', {}],
    ['major', 'a key changed', { door: { ...door, key: 'gate#<id> door' } }],
    ['major', 'an attribute was removed', withAttributes({ status })],
    ['major', 'an attribute was renamed', withAttributes({ status, price: amount })],
    ['major', 'a type changed', withAttributes({ status, amount: { ...amount, type: 'number' } })],
    ['major', 'a unit changed', withAttributes({ status, amount: { ...amount, unit: 'cents' } })],
    [
      'major',
      'an attribute can be absent that never was',
      withAttributes({ status: { ...status, always: false }, amount }),
    ],
    [
      'major',
      'a word is no longer known',
      withAttributes({ status: { ...status, words: ['OPEN'] }, amount }),
    ],
  ])('is %s where %s', (change, _what, records) => {
    const after = { version: '1.2.3', records };
    expect(changeOf(before, after)).toBe(change);
    const versions = { none: '1.2.3', patch: '1.2.4', minor: '1.3.0', major: '2.0.0' };
    const allowed = Object.entries(versions).filter(
      ([, version]) => refusalOf(before, { ...after, version }) === undefined,
    );
    const order = Object.keys(versions);
    expect(allowed.map(([raise]) => raise)).toEqual(order.slice(order.indexOf(change)));
  });

  it('is refused with the part of the version to raise, and where', () => {
    expect(refusalOf(before, { version: '1.2.4', records: withAttributes({ status }) })).toBe(
      'The interface has a major change since version 1.2.3: raise the major part of "version" in package/package.json, then run: npm run interface',
    );
  });

  it('is refused with a lower version', () => {
    expect(refusalOf(before, { version: '1.1.9', records: { door, gate: door } })).toContain(
      'minor',
    );
  });
});
