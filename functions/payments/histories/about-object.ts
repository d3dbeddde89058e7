import {
  eventAt,
  type Format,
  type HistoricEvent,
  type HistoryStep,
  START,
} from '../../shared/histories.ts';

/** An event about an object: data as payments wrap them, the same times in every family. */
export const aboutObject = (
  id: string,
  step: HistoryStep,
  name: (format: Format) => string,
  fields: (format: Format) => object,
): HistoricEvent =>
  eventAt(id, step, (format) => ({
    name: name(format),
    account: 'acct_shop',
    data: {
      object: { created_at: format.time(START), updated_at: format.updated, ...fields(format) },
    },
  }));
