/** A version taken apart: what `versionOf` put together. */
export interface VersionParts {
  /** When the event happened or, undated, was sent; UTC text. */
  readonly when: string;
  /** Whether the event said when it happened. */
  readonly dated: boolean;
  /** The object's `updated_at`, UTC text. */
  readonly updatedAt: string | undefined;
  readonly rank: number;
  /** Stands for the event's id. */
  readonly id: string;
  /** Stands for the signed body. */
  readonly body: string;
}

/** The parts of a version. */
export const partsOf = (version: string): VersionParts => {
  const [when = '', updatedAt = '', rank = '', id = '', body = ''] = version.split('|');
  const dated = !when.startsWith('-');
  return {
    when: dated ? when : when.slice(1),
    dated,
    updatedAt: updatedAt.startsWith('0000') ? undefined : updatedAt,
    rank: Number(rank),
    id,
    body,
  };
};

/** What of a version names its event, whatever the event's time and rank are held to be. */
export const eventOf = (version: string): string => {
  const { id, body } = partsOf(version);
  return `${id}|${body}`;
};
