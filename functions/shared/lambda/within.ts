/**
 * The result of work, or of `expired` if the work takes longer.
 * @param expired may throw.
 */
export const within = async <T>(
  milliseconds: number,
  work: Promise<T>,
  expired: () => T,
): Promise<T> => {
  const { promise: timeout, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  try {
    return await Promise.race([work, timeout.then(expired)]);
  } finally {
    clearTimeout(timer);
  }
};
