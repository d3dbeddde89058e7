/** Merges streams that each are in one order into one of that order. */
export async function* mergedBy<T>(
  streams: readonly AsyncGenerator<T, void>[],
  order: (a: T, b: T) => number,
): AsyncGenerator<T, void> {
  const nextOf = async (stream: AsyncGenerator<T, void>) => {
    const next = await stream.next();
    return next.done ? [] : [{ stream, item: next.value }];
  };
  let candidates = (await Promise.all(streams.map(nextOf))).flat();
  while (candidates.length > 0) {
    const top = candidates.reduce((a, b) => (order(a.item, b.item) < 0 ? a : b));
    yield top.item;
    candidates = [...candidates.filter((one) => one !== top), ...(await nextOf(top.stream))];
  }
}
