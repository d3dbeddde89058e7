/** `npm run screenshots`: retakes the documents' pictures, of the inspector and of a terminal, from a real run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { post } from '../../../bin/webhooks/send/post.ts';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { scenarioNamed } from '../../../bin/webhooks/send/scenario/scenarios.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { webhook } from '../../support/webhook.ts';
import { launch } from '../local/launch.ts';
import { startBrowser } from './browser.ts';
import { terminalPage } from './terminal.ts';

const images = join(projectRoot, '.github', 'images');
const dir = mkdtempSync(join(tmpdir(), 'screenshots-'));
const now = Date.now();

const scenario = (name: string): readonly Buffer[] =>
  scenarioNamed(name, 'screenshot', now).events.map(({ body }) => body);

/** An event as of a moment ago. */
const recent = (name: string, object: Readonly<Record<string, unknown>>): Buffer =>
  webhook(`evt_${name.replaceAll('.', '_')}`, name, new Date(now).toISOString(), object);

const settled = scenario('partial-refund').at(-1) ?? Buffer.of();
const bodies = [
  ...scenario('onboarding'),
  ...scenario('card-spend-multi-clearing'),
  readSample('partner_connection.disconnected'),
  ...scenario('partial-refund').slice(0, 9),
  recent('payout.transfer.paid', { id: 'po_hkdm5m2k1c8v0d7q' }),
  recent('refund.settled', { id: null }),
  ...scenario('partial-refund').slice(9),
  recent('payment_intent.partially_captured', { id: 'int_hkdmw3zq5x8gq1n42', status: 'PENDING' }),
  // A redelivery, which changes nothing.
  settled,
  readSample('payment_dispute.requires_response'),
];

const runner = await launch(dir);
const browser = await startBrowser();
const { webhookUrl, signingSecrets, inspectorUrl } = runner.outputs;
const [secret = ''] = Object.values(signingSecrets);

const send = async (body: Buffer): Promise<void> => {
  await post(webhookUrl, secret, body);
  await pause(150);
};

/** A page when nothing moves on it any more. */
const shoot = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(3_000);
  await page.screenshot({ path: join(images, `${name}.png`) });
};

/** What the tool prints on a terminal that has colours. */
const webhooks = (words: string): string =>
  execFileSync(process.execPath, ['bin/webhooks/main.ts', ...words.split(' ')], {
    cwd: projectRoot,
    env: { ...process.env, LOCAL_DIR: dir, FORCE_COLOR: '1' },
    encoding: 'utf8',
  });

try {
  // So that no function's first start is seen as lag.
  for (const name of ['account.active', 'customer.created', 'issuing.card.active'])
    await send(readSample(name));
  await pause(3_000);
  for (const body of bodies) await send(body);
  mkdirSync(images, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.open({ colorScheme, viewport: { width: 1280, height: 720 } });
    await page.goto(inspectorUrl);
    await page.locator('[data-state=live]').waitFor();
    await shoot(page, `inspector-${colorScheme}`);
    await page.locator('#events tr', { hasText: 'refund.received' }).locator('.object a').click();
    await shoot(page, `inspector-timeline-${colorScheme}`);
    const refund = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const history = `history ${decodeURIComponent(refund)}`;
    await page.goto(terminalPage(`webhooks ${history}`, webhooks(history)));
    await page.locator('pre').screenshot({ path: join(images, `history-${colorScheme}.png`) });
    await page.context().close();
  }
} finally {
  await browser.stop();
  await runner.end('SIGTERM');
  rmSync(dir, { recursive: true, force: true });
}
