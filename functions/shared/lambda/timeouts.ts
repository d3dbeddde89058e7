/**
 * Milliseconds that a request of a function's client to AWS may take. Without the last the SDK only warns, and
 * waits on.
 */
export const timeouts = {
  connectionTimeout: 1_000,
  requestTimeout: 5_000,
  throwOnRequestTimeout: true,
} as const;
