import type { Privacy } from '../shared/domain.ts';

export const privacy: Privacy = {
  // Events of an account name it in their envelope.
  owners: { account: [], platform: [] },
  privateNames:
    /^(?!.*required$).*((first|middle|last)_?name|connected_?account_?name|birth|nationality|identification_?number|number$|licen[cs]e|medicare|passport|mrz|file_?id|address|email|mobile|contact|vat|metadata|comment|url$|user_?id|^target$|store_)/i,
  ordinary: /^.{0,3}$/s,
};
