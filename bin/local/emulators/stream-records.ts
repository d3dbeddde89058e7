import { DatabaseSync } from 'node:sqlite';

/** As long as DynamoDB keeps the records of a stream. */
const KEPT_SECONDS = 24 * 3_600;

const WAIT_MS = 5_000;

/**
 * Tends the records of all streams in dynoxide's database. It numbers each by looking through all of them,
 * which an index spares it: without one, every write to a table with a stream is slower than the one
 * before. It deletes none either: the old ones go here, except the last of a table, by which it numbers.
 * @param file of the database, which dynoxide has made.
 */
export const tendStreamRecords = (file: string, now = Date.now()): void => {
  const database = new DatabaseSync(file, { timeout: WAIT_MS });
  try {
    database.exec(
      `CREATE INDEX IF NOT EXISTS stream_records_by_number
       ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`,
    );
    database
      .prepare(
        `DELETE FROM _stream_records WHERE created_at < ? AND id NOT IN (
           SELECT max(id) FROM _stream_records GROUP BY table_name)`,
      )
      .run(Math.floor(now / 1_000) - KEPT_SECONDS);
  } finally {
    database.close();
  }
};
