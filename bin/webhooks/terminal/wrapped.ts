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
