import assert from 'node:assert/strict';
import { expectedIn, listed, stateTables, storedIn } from '../../vendor-pages/expected.ts';
import { pageEvents } from '../../vendor-pages/pages.ts';
import { namesIn, privateNames, privateTexts } from '../../vendor-pages/private-texts.ts';
import { type Door, deliver, sentAgain } from './airwallex.ts';
import { eventually } from './receiving.ts';
import type { Stage } from './stage.ts';

/**
 * Delivers every event of the vendor's pages, and waits until the tables hold exactly what they come
 * to and nothing private. @returns a summary with the number of retries.
 */
export const checkVendorPages = async (
  { dynamodb }: Stage,
  tableOf: (name: string) => string,
  door: Door,
): Promise<string> => {
  const began = Date.now();
  const refused: string[] = [];
  for (const [index, { body }] of pageEvents.entries())
    refused.push(...(await deliver(door, body, began + index)));
  let count = 0;
  for (const table of stateTables)
    await eventually(async () => {
      const stored = listed(await storedIn(dynamodb, tableOf(table)));
      assert.deepEqual(stored, expectedIn(table));
      const text = JSON.stringify(stored);
      assert.deepEqual(
        privateTexts.filter((one) => text.includes(one)),
        [],
      );
      const names = Object.values(stored).flatMap(namesIn);
      assert.deepEqual(
        names.filter((name) => privateNames.test(name)),
        [],
      );
      count += Object.keys(stored).length;
    });
  return `${pageEvents.length} events${sentAgain(refused)}, ${count} records`;
};
