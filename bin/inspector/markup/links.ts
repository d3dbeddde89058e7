const path = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');

/** Where the inspector shows an archived event. */
export const eventPath = (id: string): string => path('events', id);

/** Where it shows an object's timeline. @param pk `<object>#<id>` */
export const objectPath = (domain: string, pk: string): string => path('objects', domain, pk);

/** Where it shows what a card or an authorization has spent. */
export const spendPath = (id: string): string => path('spend', id);

/** A path with those of these parameters that are not empty. */
export const withQuery = (
  where: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  return query.size === 0 ? where : `${where}?${query}`;
};
