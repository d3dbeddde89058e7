import type { Page } from 'playwright-core';
import { post } from '../../../bin/webhooks/send/post.ts';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { useLocalPipeline } from '../../support/pipeline/local-pipeline.ts';
import { webhook } from '../../support/webhook.ts';
import { type Browser, barriersOf, browserPath, startBrowser } from './browser.ts';

/* The inspector of a running `npm start`, in a real browser. */

jest.setTimeout(180_000);

const advice =
  'SKIPPED, no Chromium is installed (apt-get install chromium, or name one in CHROMIUM_PATH)';
if (browserPath === undefined) process.stderr.write(`the inspector in a browser: ${advice}\n`);

const hostile = webhook(
  'evt_hostile',
  'refund.<img src=x onerror=alert(1)>',
  '2026-03-04T11:00:00Z',
  {
    id: 'rfd_hostile',
    status: '"><script>alert(1)</script>',
    reason: '<img src=x onerror=alert(1)>',
  },
);
const broken = webhook('evt_broken', 'refund.settled', '2026-03-04T10:00:00Z', { id: null });
const authorization = '8a4fe11c-9dce-586b-9570-349aae67ecfe';

const pipeline = useLocalPipeline();
let browser: Browser;
let page: Page;
let base = '';

const send = async (...bodies: readonly Buffer[]): Promise<void> => {
  const { webhookUrl, signingSecrets } = pipeline.outputs;
  const [secret = ''] = Object.values(signingSecrets);
  for (const body of bodies) expect(await post(webhookUrl, secret, body)).toBe(200);
};

const row = (name: string) => page.locator('#events tr', { hasText: name }).first();

const suite = browserPath === undefined ? describe.skip : describe;
suite(
  browserPath === undefined
    ? `the inspector in a browser: ${advice}`
    : 'the inspector in a browser',
  () => {
    beforeAll(async () => {
      base = pipeline.outputs.inspectorUrl;
      browser = await startBrowser();
      page = await browser.open({ viewport: { width: 1280, height: 900 } });
    });
    afterAll(() => browser?.stop());

    it('shows an event as it arrives, without a reload', async () => {
      await page.goto(base);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.evaluate('document.body.dataset.mark = "the same document"');
      await send(readSample('refund.settled'), broken, hostile);
      await row('refund.settled').waitFor();
      await row('quarantined').waitFor();
      await row('unrecognized').waitFor();
      await page.locator('#live', { hasText: 'Live · 3 new' }).waitFor();
      expect(await page.evaluate('document.body.dataset.mark')).toBe('the same document');
    });

    it('pauses on request and then shows what arrived meanwhile', async () => {
      await page.getByRole('button', { name: 'Pause' }).click();
      await send(readSample('refund.received'));
      await page.waitForTimeout(1_500);
      expect(await row('refund.received').count()).toBe(0);
      await page.getByRole('button', { name: 'Resume' }).click();
      await row('refund.received').waitFor();
    });

    it('sends a scenario by its button and shows the timeline with what was superseded', async () => {
      await page.getByLabel('Send a scenario or a sample').selectOption('checkout');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page
        .getByRole('status')
        .getByText(/^Sent checkout in \d+ events, answered with 200/)
        .waitFor();
      await row('payment_intent.succeeded').waitFor();
      await page.locator('.notice a').click();
      await page.getByRole('heading', { name: 'payment_intent', level: 1 }).waitFor();
      const entries = page.locator('.timeline > li');
      expect(await entries.first().textContent()).toMatch(
        /payment_intent\.created.*superseded.*by payment_intent\.succeeded: it happened later/s,
      );
      expect(
        await entries.filter({ hasText: 'payment_intent.succeeded' }).last().textContent(),
      ).toContain('current');
    });

    it('marks a redelivery', async () => {
      await send(readSample('refund.settled'));
      const { id } = JSON.parse(readSample('refund.settled').toString());
      await page.goto(`${base}/events/${id}`);
      expect(await page.locator('.steps').textContent()).toMatch(
        /queued.*archived.*delivered again/s,
      );
      await page.locator('.lead a').click();
      expect(await page.locator('.timeline').textContent()).toContain('delivered 2 times');
    });

    it('draws an authorization’s ledger to scale', async () => {
      await send(
        ...['', '~clearing'].map((kind) => readSample(`issuing.transaction.succeeded${kind}`)),
      );
      await page.goto(base);
      await page
        .locator('#events tr', { hasText: 'issuing.transaction.succeeded' })
        .nth(1)
        .waitFor();
      await page.goto(`${base}/spend/${authorization}`);
      const picture = page.getByRole('img', { name: /^Spend of .* in USD$/ });
      const width = async (figure: string): Promise<number> =>
        (await picture.locator(`.${figure} .bar`).boundingBox())?.width ?? 0;
      expect(await picture.locator('desc').textContent()).toBe(
        'authorized 100.00, held 1.65, cleared 98.35, posted -98.35 USD.',
      );
      const whole = await width('authorized');
      expect((await width('cleared')) / whole).toBeCloseTo(0.9835, 2);
      expect((await width('held')) / whole).toBeCloseTo(0.0165, 1);
      expect(await page.getByRole('row', { name: /^cleared 98\.35/ }).count()).toBe(1);
    });

    it('shows what needs attention and what to do', async () => {
      await page.getByRole('link', { name: 'Needs attention' }).click();
      const card = page.locator('.trouble', { hasText: 'data.object.id: expected an id' });
      expect(await card.textContent()).toContain(
        'npm run webhooks -- replay --outcome quarantined',
      );
      await card.getByRole('link', { name: 'evt_broken' }).click();
      expect(await page.locator('pre').count()).toBe(0);
      await page.getByRole('link', { name: 'Show the body' }).click();
      expect(await page.locator('pre').textContent()).toContain('"id": "evt_broken"');
    });

    it('copies a command by its button', async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(`${base}/quarantine`);
      const command = page.locator('.same .command').first();
      const button = page.locator('.same .copy').first();
      await button.click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        await command.textContent(),
      );
      await page.getByRole('button', { name: 'Copied' }).waitFor({ state: 'detached' });
    });

    it('filters by a form whose address can be shared, and follows what matches', async () => {
      await page.goto(base);
      await page.getByText('names, object, account, text, time').click();
      await page.getByLabel('Names').fill('refund.accepted');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${base}/?name=refund.accepted`);
      await page.getByText('Live', { exact: true }).waitFor();
      await send(readSample('payment_dispute.lost'), readSample('refund.accepted'));
      await row('refund.accepted').waitFor();
      expect(await row('payment_dispute.lost').count()).toBe(0);
      expect(await page.getByLabel('Names').inputValue()).toBe('refund.accepted');
    });

    it('can be navigated by keyboard from the list to an event to its object', async () => {
      await page.goto(`${base}/?outcome=accepted`);
      const focused = page.locator(':focus');
      await page.keyboard.press('Tab');
      expect(await focused.textContent()).toBe('Skip to content');
      await page.keyboard.press('Enter');
      const reach = async (what: RegExp): Promise<void> => {
        for (let presses = 0; presses < 60; presses += 1) {
          await page.keyboard.press('Tab');
          if (what.test((await focused.getAttribute('href')) ?? '')) break;
        }
        expect(await focused.getAttribute('href')).toMatch(what);
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe(
          'solid',
        );
        await page.keyboard.press('Enter');
        await page.waitForURL(what);
      };
      await reach(/\/events\//);
      await reach(/\/objects\//);
      expect(await page.locator('.timeline > li').count()).toBeGreaterThan(0);
    });

    it.each(['light', 'dark'] as const)(
      'has no accessibility violations, %s, wide or narrow',
      async (colorScheme) => {
        const paths = [
          '/',
          '/?name=refund&since=24h',
          '/quarantine',
          `/spend/${authorization}`,
          '/events/evt_broken?body=shown',
          '/compare?before=evt_broken&after=evt_hostile&body=shown',
        ];
        const timelinePath = new URL(page.url()).pathname;
        for (const width of [1280, 390, 320]) {
          const own = await browser.open({ colorScheme, viewport: { width, height: 800 } });
          for (const path of [...paths, timelinePath]) {
            await own.goto(`${base}${path}`);
            if (width === 1280) expect([path, await barriersOf(own)]).toEqual([path, []]);
            const across = await own.evaluate('document.documentElement.scrollWidth');
            expect([path, across]).toEqual([
              path,
              await own.evaluate('document.documentElement.clientWidth'),
            ]);
          }
          const page = await own.evaluate<string>(
            'getComputedStyle(document.body).backgroundColor',
          );
          expect(page).toBe(colorScheme === 'dark' ? 'rgb(12, 14, 18)' : 'rgb(246, 247, 249)');
          await own.context().close();
        }
      },
    );

    it('is complete without scripts', async () => {
      const plain = await browser.open({ javaScriptEnabled: false });
      await plain.goto(base);
      expect(await plain.locator('#events tr').count()).toBeGreaterThan(10);
      expect(await plain.locator('#live').textContent()).toContain('Reload');
      await plain.context().close();
    });

    it('runs no text of an event, and requests nothing beyond this machine', async () => {
      for (const path of [
        '/',
        '/events/evt_hostile?body=shown',
        '/objects/payments/refund%23rfd_hostile',
      ]) {
        await page.goto(`${base}${path}`);
        await page.waitForTimeout(300);
        expect(await page.locator('script').count()).toBe(1);
        expect(await page.locator('main img').count()).toBe(0);
        expect(await page.locator('main').textContent()).toContain('onerror=alert(1)');
      }
      expect(browser.complaints).toEqual([]);
    });
  },
);
