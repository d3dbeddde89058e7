/** How many letters must be put in, taken out or changed to make one word of another. */
const distance = (a: string, b: string): number => {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...a].entries()) {
    const line = [row + 1];
    for (let column = 0; column < b.length; column += 1) {
      const changed = (above[column] ?? 0) + (letter === b[column] ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
};

const MOST = 5;

/**
 * What somebody may have meant who wrote a name that isn't there: the names that are few letters
 * away, the nearest first, else those that hold what was written.
 */
export const nearNames = (written: string, names: readonly string[]): readonly string[] => {
  const tolerance = Math.max(2, Math.floor(written.length / 5));
  const near = names
    .map((name) => ({ name, away: distance(written, name) }))
    .filter(({ away }) => away <= tolerance)
    .sort((a, b) => a.away - b.away);
  const found = near.length > 0 ? near.map(({ name }) => name) : holding(written, names);
  return found.slice(0, MOST);
};

const holding = (written: string, names: readonly string[]): readonly string[] =>
  written.length < 3 ? [] : names.filter((name) => name.includes(written));
