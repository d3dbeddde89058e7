/** What an audit reports about one event or record. */
export interface Finding {
  readonly rule: 'effect' | 'explanation' | 'body' | 'signature' | 'balance' | 'replay' | 'log';
  readonly domain: string;
  readonly eventId: string;
  /** Of the event's signed body, where it is known. */
  readonly digest?: string;
  readonly row?: { readonly pk: string; readonly sk: string };
  readonly detail: string;
}

/** Findings: all are counted, the first of them kept. */
export interface Findings {
  add(finding: Finding): void;
  readonly total: number;
  readonly listed: readonly Finding[];
}

export const createFindings = (limit: number): Findings => {
  const listed: Finding[] = [];
  let total = 0;
  return {
    add: (finding) => {
      total += 1;
      if (listed.length < limit) listed.push(finding);
    },
    get total() {
      return total;
    },
    listed,
  };
};
