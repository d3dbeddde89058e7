import type { Page, Shown } from '../visit.ts';
import { type Html, html } from './html.ts';

const ATTENTION = '/quarantine';

const places = [
  { path: '/', name: 'Events' },
  { path: ATTENTION, name: 'Needs attention' },
] as const;

/** How much is open, beside the link to it. */
const openCount = (open: string | undefined): Html | undefined =>
  open === undefined || open === '0'
    ? undefined
    : html` <span class="count">${open}<span class="unseen"> open</span></span>`;

/** What the frame of a page repeats of its request. */
interface Asked {
  /** The navigation marks it. */
  readonly path: string;
  /** What was searched for. */
  readonly find: string;
  /** How much needs attention, where it is known. */
  readonly open: string | undefined;
}

/** The pipeline in a few characters. */
const whereOf = ({ target: { pipeline, outputs } }: Shown): string =>
  pipeline.stage === undefined ? 'local' : `${pipeline.stage} in ${outputs.region}`;

const note = ({ target, sending }: Shown): Html =>
  sending
    ? html`What you see is the pipeline of <code>npm start</code>; nothing here leaves this machine.`
    : html`What you see is ${target.name}, read only; it is shown to this machine alone.`;

/** The whole document of a page. */
export const documentOf = (
  { title, main }: Page,
  shown: Shown,
  { path, find, open }: Asked,
): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${whereOf(shown)} · Airwallex webhooks</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/"><img src="/icon.svg" alt="" width="22" height="22">Airwallex webhooks <span class="where">${whereOf(shown)}</span></a>
<nav aria-label="Main">
${places.map((place) => html`<a href="${place.path}"${place.path === path && html` aria-current="page"`}>${place.name}${place.path === ATTENTION && openCount(open)}</a>`)}
</nav>
<form class="find" role="search" action="/find">
<label class="unseen" for="find">Find an event, an object, an account, a request</label>
<input id="find" name="id" type="search" value="${find}" placeholder="Find evt_…, int_…, refund#rfd_…, acct_…" autocomplete="off" spellcheck="false" required>
</form>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer>Times are UTC. ${note(shown)}</footer>
</body>
</html>
`;
