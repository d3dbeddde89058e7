import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser that `CHROMIUM_PATH` names, which must be there then, or one where they usually are. */
export const browserPath = process.env['CHROMIUM_PATH'] || usual.find((path) => existsSync(path));

/** A real browser without a window, and what went wrong in it. */
export interface Browser {
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Errors that pages have reported, and requests to anything but this machine. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** Without what a browser asks the Internet for by itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const startBrowser = async (): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const browser = await chromium.launch({
    executablePath: browserPath ?? '',
    args: [...flags, `--disk-cache-dir=${profile}`],
  });
  const complaints: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') complaints.push(request.url());
    });
  };
  return {
    open: async (options = {}) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      watch(page);
      return page;
    },
    complaints,
    stop: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};

/** What axe finds of a page that keeps people from using it, a line each. */
export const barriersOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`,
  );
};
