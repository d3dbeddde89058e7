import type { Command } from 'commander';
import { createProgram } from '../../../bin/webhooks/program.ts';
import { ownCommands } from '../../../bin/webhooks/reference.ts';
import { shapes } from '../../../bin/webhooks/shapes.ts';
import { parsedJson } from '../../support/tool/shapes.ts';

/** Commands that print JSON, the parts of one by both words. */
const withJson = (command: Command, before = ''): readonly string[] => {
  const title = `${before}${command.name()}`;
  const hasJson = command.options.some(({ long }) => long === '--json');
  const parts = ownCommands(command).flatMap((part) => withJson(part, `${title} `));
  return [...(hasJson ? [title] : []), ...parts];
};

it('every command that prints JSON has a schema in the reference', async () => {
  const titles = ownCommands(await createProgram()).flatMap((command) => withJson(command));
  expect(Object.keys(shapes).sort()).toEqual([...titles].sort());
});

it('the tests refuse JSON that differs from its schema', () => {
  const label = { label: 'live', change: 'added', effectiveWithinSeconds: 30 };
  expect(parsedJson(['secrets', 'add', 'live'], JSON.stringify(label))).toEqual(label);
  expect(() =>
    parsedJson(['secrets', 'add', 'live'], JSON.stringify({ ...label, more: 1 })),
  ).toThrow(/differs from its schema: .*more/s);
  expect(() => parsedJson(['stats'], '{}')).toThrow(/differs from its schema/);
});
