import {neutralise} from '../render/plain.js'

/**
 * Text that is nothing but text where hledger reads it: on one line, without what begins a comment or a note, and with
 * an apostrophe before what it would take for a mark, a code or a second date.
 * @example harmless('(Büro)  Drucker; defekt') // "'(Büro) Drucker, defekt"
 */
export function harmless(text: string): string {
  const line = neutralise(text).replaceAll(';', ',').replaceAll('|', '/').replace(/ {2,}/g, ' ').trim()
  return /^[(*!=]/.test(line) ? `'${line}` : line
}

/** The same as the value of a tag, which a comma ends. */
export const harmlessValue = (text: string): string => harmless(text.replaceAll(',', ' '))
