import { comparePage } from './pages/compare/page.ts';
import { eventPage } from './pages/event/page.ts';
import { eventsPage } from './pages/events/page.ts';
import { findPage } from './pages/find.ts';
import { objectPage } from './pages/object/page.ts';
import { quarantinePage } from './pages/quarantine.ts';
import { spendPage } from './pages/spend/page.ts';
import type { Page, Redirect, Visit } from './visit.ts';

type Show = (visit: Visit, ...parts: string[]) => Promise<Page | Redirect>;

/** Pages by the first part of their path, with the number of parts after it. */
const pages: Readonly<Record<string, { readonly parts: number; readonly show: Show }>> = {
  '': { parts: 0, show: eventsPage },
  events: { parts: 1, show: (visit, id = '') => eventPage(visit, id) },
  objects: { parts: 2, show: (visit, domain = '', pk = '') => objectPage(visit, domain, pk) },
  spend: { parts: 1, show: (visit, id = '') => spendPage(visit, id) },
  quarantine: { parts: 0, show: quarantinePage },
  compare: { parts: 0, show: comparePage },
  find: { parts: 0, show: findPage },
};

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** Shows the page at a path; undefined where there is none. */
export const pageAt = (visit: Visit, path: string): Promise<Page | Redirect> | undefined => {
  const [first = '', ...rest] = path.slice(1).split('/').map(decoded);
  const page = Object.hasOwn(pages, first) ? pages[first] : undefined;
  const parts = rest.filter((part) => part !== undefined);
  return page && parts.length === rest.length && parts.length === page.parts && !parts.includes('')
    ? page.show(visit, ...parts)
    : undefined;
};
