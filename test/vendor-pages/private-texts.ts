import type { PageEvent } from './pages.ts';

/** What the pages print of persons, their documents and addresses, and of secrets and free data. */
export const privateTexts: readonly string[] = [
  // Names.
  ...['Alice', 'Benedict', 'Smith', 'Ludwig Zamenhof', 'John', 'ERIKSSON', '"Doe"'],
  // Documents, birth dates, files.
  ...['CKKK784512', 'AAA5417287BB', 'RRHK784512', '6275046', '3395653571', '4107306240'],
  ...['P<UTO', 'L898902C', '1980-10-10', '1970-11-28', '2020-11-01', '2040-11-01'],
  ...['Njg3MzkzNWMtMmNlNC00NDM3L=', 'DRIVERS_LICENSE_FRONT', 'personalId', 'A1098762872'],
  // Addresses and contacts.
  ...['200 Collins Street', '"VIC"', '[email protected]', '6457892324', '32132112'],
  // What identifies a card or a device that holds one.
  ...['53651045', '41111111', '111e4Y759jpc5eC3AAAAaaaa', '55H7FnahCHdynKufFW1CBvlSzqE='],
  '9011d4ce-1b28-42f0-a608-1062e796b4f2',
  // Metadata, a link's text for the shopper, a business that a person's card names.
  ...['"foo"', '"bar"', '{fieldPath}', 'shoes and dress', 'Account Business Name'],
];

/** Names of attributes that no record may have, however deep. */
export const privateNames =
  /(^|_)((first|middle|last)_?name|birth|passport|licen[cs]e|medicare|mrz|e-?mail|mobile|phone|address|client_secret|metadata|client_data|fingerprint|bin|wallet)/i;

const SHORTEST = 8;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** The texts of an event's data that are long enough to be noticed and not in its envelope too. */
export const textsOfData = ({ body }: PageEvent): readonly string[] => {
  const { data, ...envelope }: { readonly data: unknown } = JSON.parse(body.toString());
  const known = textsIn(envelope);
  return textsIn(data).filter((text) => text.length >= SHORTEST && !known.includes(text));
};

/** Every name of an attribute, however deep. */
export const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...namesIn(inner),
      ])
    : [];
