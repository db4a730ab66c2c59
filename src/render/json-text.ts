/**
 * A value as JSON text that is safe to print. Control, format and private characters that JSON itself lets through are
 * written as escapes (`\u202e`): they read back as they were stored, but steer no terminal on the way.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, escaped)
}

/** The same on one line, as JSON Lines have it. */
export const oneLineJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, escaped)

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map(index => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('')
