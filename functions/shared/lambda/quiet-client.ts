/** What every client of the SDK has. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * A client that logs nothing, as before, but no longer copies each request and each answer, attribute
 * by attribute, for the logger that logs nothing.
 */
export const unlogged = <C extends Client>(client: C): C => {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};
