/** What names a command: commander's own, of which this needs no more. */
interface Named {
  readonly parent: Named | null;
  name(): string;
}

/** A command by the words that name it: `secrets add`. */
export const titleOf = (command: Named): string => {
  const { parent } = command;
  return parent?.parent ? `${titleOf(parent)} ${command.name()}` : command.name();
};
