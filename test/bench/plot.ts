/** A line a series over a common axis. */
export interface Plot {
  readonly title: string;
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const WIDTH = 760;
const HEIGHT = 300;
const LEFT = 70;
const TOP = 40;
const BOTTOM = 36;
const colours = ['#2f6feb', '#c4432b', '#2b8a5a', '#8250df', '#9a6700', '#bf3989'];

const frame = (title: string, height: number, inner: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${height}" rx="6" fill="#ffffff"/>`,
    `<text x="16" y="24" font-size="14" font-weight="600" fill="#1f2328">${title}</text>`,
    ...inner,
    '</svg>\n',
  ].join('\n');

/** Lines over time, as an SVG picture. */
export const plot = ({ title, series }: Plot): string => {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const length = Math.max(2, ...series.map(({ values }) => values.length));
  const x = (index: number): number => LEFT + (index / (length - 1)) * (WIDTH - LEFT - 20);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = y(share * most).toFixed(1);
    return `<path d="M${LEFT} ${at}H${WIDTH - 20}" stroke="#d8dee4"/><text x="${LEFT - 8}" y="${at}" dy="4" text-anchor="end" fill="#59636e">${Math.round(share * most).toLocaleString('en-US')}</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const second = Math.round(share * (length - 1));
    return `<text x="${x(second).toFixed(1)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#59636e">${second} s</text>`;
  });
  const lines = series.map(({ values }, index) => {
    const points = values.map((value, second) => `${x(second).toFixed(1)} ${y(value).toFixed(1)}`);
    return `<path d="M${points.join('L')}" fill="none" stroke="${colours[index % colours.length]}" stroke-width="2"/>`;
  });
  const legend = series.map(
    ({ name }, index) =>
      `<text x="${WIDTH - 24}" y="${TOP + 14 + index * 16}" text-anchor="end" font-size="11" fill="${colours[index % colours.length]}">${name} ●</text>`,
  );
  return frame(title, HEIGHT, [...grid, ...ticks, ...lines, ...legend]);
};

/** What a bar of the picture is about: its measure, and how far it may reach. */
export interface Measure {
  readonly name: string;
  /** Of its bar: 1 is at the bar. */
  readonly share: number;
}

/** Horizontal bars against one common limit, as an SVG picture. */
export const bars = (title: string, measures: readonly Measure[]): string => {
  const left = 380;
  const row = 22;
  const height = TOP + measures.length * row + 30;
  const most = Math.max(1.1, ...measures.map(({ share }) => share));
  const x = (share: number): number => left + (share / most) * (WIDTH - left - 60);
  const rows = measures.map(({ name, share }, index) => {
    const top = TOP + index * row;
    const colour = share <= 1 ? '#2b8a5a' : '#c4432b';
    return `<text x="${left - 8}" y="${top + 14}" text-anchor="end" fill="#1f2328">${name}</text><rect x="${left}" y="${top + 3}" width="${(x(share) - left).toFixed(1)}" height="14" fill="${colour}"/><text x="${WIDTH - 12}" y="${top + 14}" text-anchor="end" fill="#59636e">${Math.round(share * 100)} %</text>`;
  });
  const limit = `<path d="M${x(1).toFixed(1)} ${TOP - 4}V${height - 20}" stroke="#1f2328" stroke-dasharray="3 3"/><text x="${x(1).toFixed(1)}" y="${height - 8}" text-anchor="middle" fill="#1f2328">the bar</text>`;
  return frame(title, height, [...rows, limit]);
};
