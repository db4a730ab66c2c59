import type {ContractId} from './contract.js'

/**
 * The short name of a contract: 1 to 63 small letters, digits and hyphens, beginning with a letter or digit, and none of
 * the names that an operating system or an object reserves (`con`, `lpt1`, `constructor`).
 */
export const CONTRACT_ID_PATTERN = /^(?!(?:con|prn|aux|nul|com\d|lpt\d|constructor)$)[a-z0-9][a-z0-9-]{0,62}$/

/** Letters that are not a base letter with a mark, or that German writes as two. */
const LETTERS = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
] as const

/**
 * The contract id a name stands for; undefined if nothing usable is left or it is longer than 63 characters, since a
 * cut id could be that of another contract.
 *
 * @example contractIdFrom('Müller & Söhne') // 'mueller-soehne'
 */
export function contractIdFrom(name: string): ContractId | undefined {
  const composed = name.toLowerCase().normalize('NFC')
  const id = LETTERS.reduce((text, [letter, plain]) => text.replaceAll(letter, plain), composed)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return CONTRACT_ID_PATTERN.test(id) ? id : undefined
}
