/** The prefix of every signing secret of Airwallex. */
const PREFIX = 'whsec_';

/** Characters after the prefix. No page of Airwallex states a length: fewer could be guessed. */
const SHORTEST = 4;

/** Placeholders of commands and examples. */
const placeholder =
  /^(?:whsec_)?(?:<.*>|\W*|x+|.*(?:…|\.\.\.)|(?:(?:your|my|webhook|signing)[-_ ])*secret|change[-_ ]?me|placeholder|example|todo)$/i;

/** Whether a text is the placeholder of an example. */
export const isPlaceholder = (secret: string): boolean => placeholder.test(secret);

/** Signs that a text is not a signing secret of Airwallex, as continuations of "it". */
const flaws: readonly (readonly [applies: (secret: string) => boolean, words: string])[] = [
  [(secret) => /^\s|\s$/.test(secret), 'has white space around it, which is part of the key'],
  [(secret) => /\S\s+\S/.test(secret), 'has white space in it'],
  [(secret) => /^["'].*["']$/.test(secret), 'has quotes around it, which are part of the key'],
  [(secret) => /[^\s!-~]/.test(secret), 'has characters beyond ASCII or invisible ones'],
  [
    (secret) => !/^["'\s]*whsec_/.test(secret),
    `has no prefix ${PREFIX}, which is part of the key as Airwallex shows it`,
  ],
  [
    (secret) => secret.replace(PREFIX, '').length < SHORTEST,
    'is too short: a part was lost in copying, or it is a key for something else',
  ],
];

/**
 * Each flaw of a text as a signing secret of Airwallex: "has white space in it". They contain no part
 * of the secret.
 */
export const flawsOf = (secret: string): readonly string[] =>
  isPlaceholder(secret)
    ? ['is still the placeholder']
    : flaws.flatMap(([applies, words]) => (applies(secret) ? [words] : []));
