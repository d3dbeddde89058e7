/** The beginning of every signing secret that Airwallex shows. */
const PREFIX = 'whsec_';

/** Characters after the prefix. No page of Airwallex states a length: fewer could be guessed. */
const SHORTEST = 4;

/** What commands and examples have in a secret's place. */
const placeholder =
  /^(?:whsec_)?(?:<.*>|\W*|x+|.*(?:…|\.\.\.)|(?:(?:your|my|webhook|signing)[-_ ])*secret|change[-_ ]?me|placeholder|example|todo)$/i;

/** Whether a text is what an example has in the place of a secret. */
export const isPlaceholder = (secret: string): boolean => placeholder.test(secret);

/** What shows that a text is no signing secret of Airwallex, as continuations of "it". */
const flaws: readonly (readonly [applies: (secret: string) => boolean, words: string])[] = [
  [(secret) => /^\s|\s$/.test(secret), 'has white space around it, which is part of the key'],
  [(secret) => /\S\s+\S/.test(secret), 'has white space in it'],
  [(secret) => /^["'].*["']$/.test(secret), 'has quotes around it, which are part of the key'],
  [(secret) => /[^\s!-~]/.test(secret), 'has characters beyond ASCII or that cannot be seen'],
  [
    (secret) => !/^["'\s]*whsec_/.test(secret),
    `has no prefix ${PREFIX}, which is part of the key as Airwallex shows it`,
  ],
  [
    (secret) => secret.replace(PREFIX, '').length < SHORTEST,
    'is too short: an end of it was lost in copying, or it is a key of something else',
  ],
];

/**
 * Each flaw of a text as a signing secret of Airwallex: "has white space in it". No part of the
 * secret is in them.
 */
export const flawsOf = (secret: string): readonly string[] =>
  isPlaceholder(secret)
    ? ['is still the placeholder']
    : flaws.flatMap(([applies, words]) => (applies(secret) ? [words] : []));
