const PRINTABLE_ASCII = /^[ -~]*$/
/** Where a word may be broken, or begins a file: nothing is meant to be seen of it. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g

/**
 * Text that cannot steer a terminal, on one line: every kind of white space becomes one space, and control, format,
 * private and surrogate characters, of which escape sequences and reversed text are made, become `\ufffd`; soft hyphens and
 * spaces without width vanish.
 *
 * All text that a person or a file gave passes through here before it is printed: in what draws it (`text`, `layout`,
 * `lines`, `csv-text`, `pdf/pen`), so that no caller can forget it. Joined emoji come apart: the joiner is a format
 * character too.
 */
export function neutralise(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text // nearly always, and without the Unicode tables
  return text
    .replace(UNSEEN, '')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+|\p{Zs}/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '\ufffd')
}
