/** A function that does nothing: bare Node. */
export const handler = async (): Promise<void> => {};
