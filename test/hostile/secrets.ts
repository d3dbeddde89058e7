/** Unusual labels and signing secrets, all live at once. */
export const secrets: readonly (readonly [label: string, secret: string])[] = [
  ['', 'whsec_of_no_label'],
  ['__proto__', 'whsec_of_a_prototype'],
  ['constructor', 'constructor'],
  ['a label with spaces', 'whsec with spaces '],
  ['line\nbreak', 'whsec_\nline\r\nbreak'],
  ['\u0000', 'whsec_\u0000nul'],
  ['quotes', '"\'`\\'],
  ['caf\u00e9 \ud83d\ude00', 'whsec_caf\u00e9_\ud83d\ude00_\u0645'],
  ['one character', 'x'],
  ['a long one', 'whsec_'.repeat(1_000)],
  ['JSON', '{"live":"whsec_inside"}'],
  ['base64', 'whsec_c2VjcmV0Cg=='],
  ['hex', '00'.repeat(32)],
  ['l'.repeat(1_000), 'whsec_of_a_long_label'],
];
