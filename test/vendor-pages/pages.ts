import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains } from '../../functions/domains.ts';
import { projectRoot } from '../../lib/project-root.ts';

/*
 * The vendor's pages about webhooks, as events: every payload as printed, and every other event name
 * of a page with the page's nearest payload or with a minimal body. `pages/` holds what each page
 * prints, with its public address and what was corrected because it is no JSON.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Fields = { readonly [name: string]: Json };

interface Printed {
  readonly title: string;
  /** The whole event; `{...}` in it is the object that the page prints apart. */
  readonly event: Fields;
  readonly object?: Fields;
  /** The other events that the page prints this payload for. */
  readonly alsoNamed?: readonly string[];
}

interface Page {
  /** Its public address. */
  readonly page: string;
  readonly corrections: readonly string[];
  /** The event names of its tables; `.*` ends the name of a family. */
  readonly names: readonly string[];
  readonly printed: readonly Printed[];
  /** Minimal bodies of events that the page only names, with the last part of the name in them. */
  readonly unprinted?: readonly { readonly names: readonly string[]; readonly data: Fields }[];
}

/** One event of a page. */
export interface PageEvent {
  readonly page: string;
  /** What the page calls the payload, or the event's name. */
  readonly title: string;
  readonly name: string;
  readonly id: string;
  /** As printed, a printed payload under another name of its family, or a minimal body. */
  readonly as: 'printed' | 'renamed' | 'minimal';
  readonly body: Buffer;
}

const titles = ['connections', 'partner-connection', 'accounts', 'payments', 'issuing'] as const;

const read = (title: string): Page =>
  JSON.parse(readFileSync(join(projectRoot, `test/vendor-pages/pages/${title}.json`), 'utf8'));

/** The five pages by title. */
export const pages: ReadonlyMap<string, Page> = new Map(
  titles.map((title) => [title, read(title)]),
);

/** The value with each `{...}` in it replaced. */
const filled = (value: Json, object: Fields | undefined): Json =>
  JSON.parse(JSON.stringify(value), (_name, inner) => (inner === '{...}' ? object : inner));

const eventOf = (page: string, title: string, as: PageEvent['as'], json: Fields): PageEvent => ({
  page,
  title,
  as,
  name: String(json['name']),
  id: String(json['id']),
  body: Buffer.from(JSON.stringify(json)),
});

const printedEvents = (page: string, { title, event, object, alsoNamed = [] }: Printed) =>
  [String(event['name']), ...alsoNamed].map((name, index) =>
    eventOf(
      page,
      index === 0 ? title : name,
      'printed',
      Object(filled({ ...event, name }, object)),
    ),
  );

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** An event of a name alone: the page's envelope around a minimal body. */
const minimalEvent = (page: string, envelope: Fields, name: string, data: Fields): PageEvent => {
  const last = lastPart(name);
  const text = JSON.stringify(data)
    .replaceAll('{last}', last)
    .replaceAll('{LAST}', last.toUpperCase());
  return eventOf(page, name, 'minimal', {
    ...envelope,
    id: `evt-${name}`,
    name,
    data: JSON.parse(text),
  });
};

/** Where an object of payments has its id. */
const idFields = ['id', 'dispute_id'];

/** The other events of a family, each about an object of its own with the printed payload. */
const familyEvents = (page: string, { event, object = {} }: Printed): readonly PageEvent[] => {
  const printed = String(event['name']);
  const family = printed.slice(0, printed.indexOf('.') + 1);
  return domains
    .flatMap(({ events }) => events)
    .filter((name) => name.startsWith(family) && name !== printed)
    .map((name) => {
      const own = Object.fromEntries(
        Object.entries(object).map(([field, value]): [string, Json] => [
          field,
          idFields.includes(field) ? `${value}-${lastPart(name)}` : value,
        ]),
      );
      const json = filled({ ...event, id: `evt-${name}`, name }, own);
      return eventOf(page, name, 'renamed', Object(json));
    });
};

const eventsOf = (title: string, page: Page): readonly PageEvent[] => [
  ...page.printed.flatMap((one) => [
    ...printedEvents(title, one),
    ...(page.names.some((name) => name.endsWith('.*')) ? familyEvents(title, one) : []),
  ]),
  ...(page.unprinted ?? []).flatMap(({ names, data }) =>
    names.map((name) => minimalEvent(title, page.printed[0]?.event ?? {}, name, data)),
  ),
];

/** Every event of the five pages, in the order of the pages. */
export const pageEvents: readonly PageEvent[] = [...pages].flatMap(([title, page]) =>
  eventsOf(title, page),
);

/** A printed payload. @throws Error when no page prints one of this title. */
export const printed = (title: string): PageEvent => {
  const found = pageEvents.find((event) => event.as === 'printed' && event.title === title);
  if (found === undefined) throw new Error(`No page prints "${title}".`);
  return found;
};
