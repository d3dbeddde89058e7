import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { post } from '../../bin/webhooks/send/post.ts';
import { madeBy } from '../support/per-hook.ts';
import {
  drained,
  type LocalPipeline,
  useLocalPipeline,
} from '../support/pipeline/local-pipeline.ts';
import { pageEvents } from './pages.ts';
import type { Line } from './saved-query.ts';

/** A local pipeline that has taken every event of the pages. */
interface SentPages {
  readonly pipeline: LocalPipeline;
  /** Everything that its functions logged. */
  lines(): readonly Line[];
}

const linesOf = (dir: string): readonly Line[] =>
  globSync('logs/*.jsonl', { cwd: dir }).flatMap((file) =>
    readFileSync(join(dir, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => JSON.parse(line)),
  );

/**
 * Starts one for all tests of a file, and sends it every event of the pages and one forged request.
 * Undated events are ordered by when they were sent: in the order of the pages. They arrive in reverse.
 */
export const usePages = (): SentPages => {
  const pipeline = useLocalPipeline();
  const lines = madeBy(beforeAll, async () => {
    const { webhookUrl, signingSecrets } = pipeline.outputs;
    const [secret = ''] = Object.values(signingSecrets);
    const began = Date.now();
    for (const [index, { body }] of [...pageEvents.entries()].toReversed())
      expect(await post(webhookUrl, secret, body, began + index)).toBe(200);
    expect(await post(webhookUrl, 'whsec_wrong', Buffer.from('{}'))).toBe(401);
    await drained(pipeline.target);
    return linesOf(pipeline.dir);
  });
  return { pipeline, lines };
};
