import { changeAttention } from '../../bin/webhooks/fix/quarantine/change.ts';
import { domains } from '../../functions/domains.ts';
import { samplesOf } from '../support/samples.ts';
import { useTarget } from '../support/tool/target.ts';
import { accounts } from './access-patterns/accounts.ts';
import { ACKNOWLEDGED, archive } from './access-patterns/archive.ts';
import { ask } from './access-patterns/ask.ts';
import { connections } from './access-patterns/connections.ts';
import { issuing } from './access-patterns/issuing.ts';
import { type Line, lines } from './access-patterns/line.ts';
import { payments } from './access-patterns/payments.ts';

/*
 * Each line of the table of questions in functions/README.md, asked as it is printed there, by the AWS SDK
 * alone. The tables hold every sample too, so that an answer has to leave others out.
 */

const NOW = Date.UTC(2026, 10, 21, 12);
const test = useTarget(beforeAll, () => NOW);

const parts = [connections, accounts, payments, issuing, archive];
const answers = new Map(parts.flatMap((part) => Object.entries(part.answers)));

beforeAll(async () => {
  const { pipeline } = test;
  const samples = domains.flatMap(({ name }) => samplesOf(name).map(({ body }) => body));
  for (const body of [...samples, ...parts.flatMap(({ events }) => events)])
    expect(await pipeline.post(body)).toBe(200);
  await pipeline.drain();
  await changeAttention(
    test.target.tables.events,
    { id: ACKNOWLEDGED, group: false },
    { to: 'acknowledged', at: NOW, note: 'a test' },
    { onChanged: () => {}, signal: new AbortController().signal },
  );
}, 60_000);

/** The names of the tables that a line is about. */
const tablesOf = ({ table, question }: Line): readonly string[] => {
  if (table === "each domain's") return domains.map(({ name }) => name);
  return [table === "its domain's" ? (answers.get(question)?.table ?? '') : table];
};

it('are at least thirty, each with an answer here', () => {
  expect(lines.length).toBeGreaterThanOrEqual(30);
  expect(new Set(lines.map(({ question }) => question))).toEqual(new Set(answers.keys()));
});

it.each(lines)('$question: answered by the Query that is printed', async (line) => {
  const { target } = test;
  const tables = tablesOf(line).map((name) => target.outputs.tables[name] ?? '');
  const answer = answers.get(line.question);
  answer?.check(await ask(target.dynamodb, tables, line, answer.names ?? {}));
  expect.hasAssertions();
});
