/** A plan of a hosted webhook gateway, US dollars, as its pricing page said. */
interface Plan {
  readonly name: string;
  readonly page: string;
  readonly monthly: number;
  /** Events that the month's price includes. */
  readonly included: number;
  /** Each event beyond, at first and at the most that is bought. */
  readonly each: readonly [dearest: number, cheapest: number];
}

/**
 * Hosted services to compare our cost with. A gateway takes events in, keeps them for some days and forwards
 * them: whoever receives, stores and watches them is paid for on top.
 */
export const hosted = {
  readOn: '2026-09-20',
  plans: [
    {
      name: 'Hookdeck Team (7 days, 5 a second)',
      page: 'https://hookdeck.com/pricing',
      monthly: 39,
      included: 10_000,
      each: [10e-6, 3.3e-6],
    },
    {
      name: 'Svix Professional (90 days)',
      page: 'https://www.svix.com/pricing/',
      monthly: 490,
      included: 50_000,
      each: [100e-6, 100e-6],
    },
  ] satisfies readonly Plan[],
} as const;

/** The highest and the lowest price of a month with this number of events. */
export const monthOf = ({ monthly, included, each }: Plan, events: number): [number, number] => {
  const beyond = Math.max(0, events - included);
  const [dearest, cheapest] = each;
  return [monthly + beyond * dearest, monthly + beyond * cheapest];
};
