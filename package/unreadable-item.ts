/** An item that is no record, or not one that this version of the interface can read. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
}
