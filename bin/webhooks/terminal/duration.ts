const steps = [
  { unit: 'd', milliseconds: 86_400_000 },
  { unit: 'h', milliseconds: 3_600_000 },
  { unit: 'min', milliseconds: 60_000 },
  { unit: 's', milliseconds: 1_000 },
] as const;

/** Milliseconds as text with at most two units: `850 ms`, `12.3 s`, `4 min 5 s`, `2 d 4 h`. */
export const durationOf = (milliseconds: number): string => {
  if (milliseconds < 0) return `-${durationOf(-milliseconds)}`;
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  if (milliseconds < 60_000) return `${Math.floor(milliseconds / 100) / 10} s`;
  const at = steps.findIndex((step) => step.milliseconds <= milliseconds);
  let remaining = milliseconds;
  return steps
    .slice(at, at + 2)
    .flatMap((step) => {
      const count = Math.floor(remaining / step.milliseconds);
      remaining %= step.milliseconds;
      return count === 0 ? [] : [`${count} ${step.unit}`];
    })
    .join(' ');
};
