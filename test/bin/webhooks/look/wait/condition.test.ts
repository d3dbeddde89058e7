import {
  blockedBy,
  conditionFrom,
  conditionText,
  followed,
  holds,
} from '../../../../../bin/webhooks/look/wait/condition.ts';
import type { Values } from '../../../../../functions/shared/change/any-change.ts';
import { kindOfRecord } from '../../../../../functions/shared/change/kinds.ts';
import { type Course, START } from '../../../../../functions/shared/histories.ts';
import type { DomainRecord } from '../../../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../../../functions/shared/record/family.ts';
import { judge } from '../../../../../functions/shared/record/judge.ts';
import { partsOf } from '../../../../../functions/shared/record/version-parts.ts';
import { historiesOf, runtimes } from '../../../../support/runtimes.ts';
import { delivery } from '../../../../support/tables/expected-records.ts';

const values: Values = {
  ...{ status: 'SETTLED', amount: '12.5', count: '0', open: true, note: '007' },
  merchant: { city: 'Graz', 'a.b': '1' },
  items: [{ code: 'x' }, 'two'],
};

it.each([
  ['status=SETTLED', true],
  ['status=settled', false],
  ['amount=12.5', true],
  ['amount=12.50', true],
  ['amount=012.5', true],
  ['amount=12.51', false],
  ['count=0', true],
  ['count=0.0', true],
  ['count=', false],
  ['open=true', true],
  ['merchant.city=Graz', true],
  ['merchant.country=AT', false],
  ['merchant={"city":"Graz"}', false],
  ['items.0.code=x', true],
  ['items.1=two', true],
  ['items.2=null', true],
  ['reason=null', true],
  ['status=null', false],
  ['toString=null', true],
  ['note=a=b', false],
])('%s holds of the record: %s', (text, isHeld) => {
  const condition = conditionFrom(text);
  expect(conditionText(condition)).toBe(text);
  expect(holds(values, condition)).toBe(isHeld);
});

it.each(['', 'status', '=x', '.=x', 'a..b=x'])('"%s" is refused', (text) => {
  expect(() => conditionFrom(text)).toThrow(/is no condition. Example: status=SUCCEEDED/);
});

const blocked = (object: string, status: string, terminal: boolean, text: string) =>
  blockedBy({ object, values: { status }, terminal }, conditionFrom(text));

it('a terminal status ends the wait for another one, but for what can follow it', () => {
  expect(blocked('refund', 'FAILED', true, 'status=SETTLED')).toBe('FAILED');
  expect(blocked('refund', 'RECEIVED', false, 'status=SETTLED')).toBeUndefined();
  expect(blocked('refund', 'SETTLED', true, 'status=SETTLED')).toBeUndefined();
  expect(blocked('refund', 'SETTLED', true, 'amount=1')).toBeUndefined();
  expect(blocked('card_transaction', 'CLEARED', true, 'status=REFUNDED')).toBeUndefined();
  expect(blocked('card_transaction', 'CLEARED', true, 'status=REVERSED')).toBe('CLEARED');
});

const recordsOf = (
  course: Course,
  states: readonly string[],
  { families, domain }: DomainRuntime,
) => {
  const steps = states.map((state, index) => ({
    ...{ state, index, at: START + index * 3_600_000, sparse: false },
    clock: 'plain' as const,
  }));
  const last = steps.at(-1);
  return (last ? course.events(last, steps) : []).flatMap(
    ({ write, sentAt }) =>
      judge(delivery(write('2026-08-21'), sentAt), { families, domain }).records,
  );
};

const statusOf = ({ attributes }: DomainRecord): string => String(attributes['status']);
const isTerminal = ({ version }: DomainRecord): boolean => partsOf(version).terminal;

/** The steps of a course's states that can follow each other, with how their domain runs. */
const transitions = runtimes.flatMap((runtime) =>
  historiesOf(runtime.domain).flatMap(({ courses }) =>
    courses.flatMap((course) =>
      Object.entries(course.next).flatMap(([state, next]) =>
        next.map((later) => ({ runtime, course, state, later })),
      ),
    ),
  ),
);

it('what can follow a terminal status in a history is known', () => {
  const found = new Set<string>();
  for (const { runtime, course, state, later } of transitions) {
    const after = recordsOf(course, [state, later], runtime).filter(isTerminal);
    for (const record of recordsOf(course, [state], runtime).filter(isTerminal))
      for (const one of after.filter(({ pk, sk }) => pk === record.pk && sk === record.sk))
        if (statusOf(one) !== statusOf(record))
          found.add(`${kindOfRecord(record)?.name} ${statusOf(record)} ${statusOf(one)}`);
  }
  const known = Object.entries(followed).flatMap(([kind, statuses]) =>
    Object.entries(statuses).flatMap(([status, next]) =>
      next.map((one) => `${kind} ${status} ${one}`),
    ),
  );
  expect([...found]).toEqual(known);
});
