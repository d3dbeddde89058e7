import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figures, figuresOf, survey } from './figures.ts';
import { startJourney } from './metered/journey.ts';

/** Measures all that is the same in every run. */
export const measureFigures = async (): Promise<Figures> => {
  const folder = mkdtempSync(join(tmpdir(), 'figures-'));
  const journey = await startJourney(folder);
  try {
    return figuresOf(await survey(journey), folder);
  } finally {
    await journey.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
