import { exitCodes, Failure, failureOf } from '../webhooks/terminal/failure.ts';
import { assetAt } from './assets/assets.ts';
import { html, renderHtml } from './markup/html.ts';
import { documentOf } from './markup/layout.ts';
import { send } from './pages/send/send.ts';
import { pageAt } from './routes.ts';
import type { Page, Redirect, Visit } from './visit.ts';

/** An answer to a browser. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const statuses: Readonly<Record<number, number>> = {
  [exitCodes.usage]: 400,
  [exitCodes.notFound]: 404,
  [exitCodes.failed]: 502,
};

const errorPage = ({ message, exitCode }: Failure): Page => ({
  title: exitCode === exitCodes.notFound ? 'Not found' : 'Request failed',
  status: statuses[exitCode] ?? 500,
  main: html`<div class="headline"><h1>${exitCode === exitCodes.notFound ? 'Not found' : 'Request failed'}</h1></div><p class="lead">${message}</p><p><a class="button" href="/">All events</a></p>`,
});

const unknown = (path: string): Failure =>
  new Failure(`There is no page ${path}.`, exitCodes.notFound);

/** Sends what a form names; undefined where there is no such form. */
const sentBy = (
  visit: Visit,
  path: string,
  form: URLSearchParams,
): Promise<Redirect> | undefined =>
  visit.sending && path === '/send' ? send(visit, visit.sending, form) : undefined;

const answerOf = async (
  shown: Page | Redirect,
  visit: Visit,
  path: string,
): Promise<HttpAnswer> => {
  if ('to' in shown) return { status: 303, headers: { location: shown.to }, body: '' };
  const find = path === '/find' ? (visit.query.get('id') ?? '') : '';
  const open = await visit.countOpen();
  return {
    status: shown.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: renderHtml(documentOf(shown, visit, { path, find, open })),
  };
};

/** Answers a request that the guard has admitted. @param form the fields of a POST. */
export const answer = async (
  visit: Visit,
  path: string,
  form: URLSearchParams | undefined,
): Promise<HttpAnswer> => {
  const asset = form ? undefined : assetAt(path);
  if (asset) return { status: 200, headers: { 'content-type': asset.type }, body: asset.text };
  const show = async (): Promise<Page | Redirect> => {
    const shown = form ? sentBy(visit, path, form) : pageAt(visit, path);
    if (!shown) throw unknown(path);
    return shown;
  };
  const shown = await show().catch((error: unknown) => {
    const failure = failureOf(error);
    if (failure) return errorPage(failure);
    throw error;
  });
  return answerOf(shown, visit, path);
};
