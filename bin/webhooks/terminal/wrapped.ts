/** A text on lines of at most a width, broken between words; a longer word has a line of its own. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of text.split(' ')) {
    if (current !== undefined && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else current = current === undefined ? word : `${current} ${word}`;
  }
  return [...lines, current ?? ''];
};

/** Whether a line may be broken between words: it is no line of a table, no command and has no colours. */
const isProse = (line: string): boolean =>
  !['  ', '\u001b', 'npm run '].some((part) => line.includes(part));

/** A text whose sentences are broken between words where they are longer than the terminal. */
export const fitProse = (text: string, width: number | undefined): string =>
  width === undefined
    ? text
    : text
        .split('\n')
        .flatMap((line) => (line.length > width && isProse(line) ? wrapped(line, width) : [line]))
        .join('\n');
