/** The URL of a page that shows a body has this parameter. */
const asksForBody = /[?&]body=/;

const linksOf = (page: string, url: string): readonly string[] =>
  [...page.matchAll(/href="([^"#]+)/g)].map(([, href = '']) =>
    String(new URL(href.replaceAll('&amp;', '&'), url)),
  );

/**
 * Follows links from a page within its server, breadth first.
 * @param most the maximum number of pages.
 * @returns the text of the pages by URL.
 */
export const crawled = async (from: string, most: number): Promise<ReadonlyMap<string, string>> => {
  const pages = new Map<string, string>();
  const waiting = [from];
  for (const url of waiting) {
    if (pages.size >= most) break;
    if (pages.has(url) || asksForBody.test(url)) continue;
    const response = await fetch(url);
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
    const page = await response.text();
    pages.set(url, page);
    waiting.push(...linksOf(page, url).filter((link) => link.startsWith(new URL(from).origin)));
  }
  return pages;
};
