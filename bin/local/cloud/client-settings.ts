import { credentials, localAccount } from './account.ts';

/** Above the longest poll. Without the last the SDK only warns, and nothing would ever resume. */
const timeouts = { connectionTimeout: 1_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** The settings of a client of what runs here as long as this machine's pipeline does. */
export const clientSettings = (endpoint: string) => ({
  region: localAccount.region,
  credentials,
  endpoint,
  requestHandler: timeouts,
});
