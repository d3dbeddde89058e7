import {
  eventAt,
  type Format,
  type HistoricEvent,
  type HistoryStep,
} from '../../shared/histories.ts';

/** An event about a card of one company, by its name without the part that all have. */
export const aboutCard = (
  id: string,
  step: HistoryStep,
  name: string,
  data: (format: Format) => object,
): HistoricEvent =>
  eventAt(id, step, (format) => ({
    name: `issuing.${name}`,
    account: 'acct_issuer',
    data: data(format),
  }));
