import type {Consultant} from './provider.js'
import {ok, type RefusalOf, type Result, refuse} from './refusal.js'

/**
 * The consultant whom somebody names: by the name, an alias, or a part of one that fits nobody else, in any case. Where
 * no consultants are listed, anybody is one.
 *
 * Refused: a name that fits nobody, or several.
 * @example findConsultant([{name: 'Jana Weber', aliases: ['jw']}], 'JW') // ok('Jana Weber')
 */
export function findConsultant(
  consultants: readonly Consultant[],
  typed: string,
): Result<string, RefusalOf<'unknown-consultant' | 'ambiguous-consultant'>> {
  if (consultants.length === 0) return ok(typed)
  const wanted = folded(typed)
  const thatFit = (fits: (name: string) => boolean) =>
    consultants.filter(({name, aliases}) => [name, ...aliases].map(folded).some(fits)).map(({name}) => name)
  const exact = thatFit(name => name === wanted)
  const [name, ...others] = exact.length > 0 ? exact : thatFit(name => name.includes(wanted))
  if (name === undefined) {
    return refuse({kind: 'unknown-consultant', name: typed, consultants: consultants.map(({name}) => name)})
  }
  return others.length === 0
    ? ok(name)
    : refuse({kind: 'ambiguous-consultant', name: typed, consultants: [name, ...others]})
}

/** Whether two names are of one person: they are the same, or mean the same of the consultants that are listed. */
export function isSamePerson(consultants: readonly Consultant[], one: string, other: string): boolean {
  const [found, also] = [findConsultant(consultants, one), findConsultant(consultants, other)]
  return one === other || (found.ok && also.ok && found.value === also.value)
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

/**
 * Reads a list of consultants as it is typed: names apart by semicolons, each with its aliases after `=`.
 * @example parseConsultants('Jana Weber = jw, Weber; Max Muster') // [{name: 'Jana Weber', aliases: ['jw', 'Weber']}, …]
 */
export const parseConsultants = (text: string): readonly Consultant[] =>
  partsOf(text, ';').map(each => {
    const [name = '', ...aliases] = each.split('=')
    return {name: name.trim(), aliases: partsOf(aliases.join('='), ',')}
  })

/** The same list as it is typed. */
export const formatConsultants = (consultants: readonly Consultant[]): string =>
  consultants
    .map(({name, aliases}) => (aliases.length === 0 ? name : `${name} = ${aliases.join(', ')}`))
    .join('; ')

const partsOf = (text: string, separator: string): readonly string[] =>
  text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '')
