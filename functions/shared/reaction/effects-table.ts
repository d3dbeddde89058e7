/** The table of what reactions have done, and of which dues are published: each is found by its key alone. */
export const effectsTable = {
  hash: 'pk',
  /** When DynamoDB deletes an item, epoch seconds. */
  expiry: 'expiresAt',
} as const;
