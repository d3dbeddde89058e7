/** The edit distance of two words: insertions, deletions and substitutions. */
const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const line = [index + 1];
    for (let column = 0; column < b.length; column += 1) {
      const changed = (above[column] ?? 0) + (letter === b[column] ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
};

const MAX_SUGGESTIONS = 5;

/**
 * Suggestions for an unknown name: the names at a small edit distance, the nearest first, else those
 * that contain it.
 */
export const nearNames = (written: string, names: readonly string[]): readonly string[] => {
  const tolerance = Math.max(2, Math.floor(written.length / 5));
  const near = names
    .map((name) => ({ name, away: distance(written, name) }))
    .filter(({ away }) => away <= tolerance)
    .sort((a, b) => a.away - b.away);
  const found = near.length > 0 ? near.map(({ name }) => name) : containing(written, names);
  return found.slice(0, MAX_SUGGESTIONS);
};

const containing = (written: string, names: readonly string[]): readonly string[] =>
  written.length < 3 ? [] : names.filter((name) => name.includes(written));
