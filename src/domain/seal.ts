import canonicalize from 'canonicalize'
import {LATER_TERMS, type Terms} from './contract.js'
import type {ClosedPage} from './page.js'

/**
 * The seal of a closed page: a SHA-256 over the page's content and the seal before it, in canonical JSON (RFC 8785),
 * so that neither the order of keys nor white space matters and every other change does (domain §8). A term that came
 * later is left out where it says what held before, so that the seals of pages that could not name it stay good.
 *
 * @returns 64 hexadecimal digits
 */
export function sealOf({seal: {previous}, ...page}: ClosedPage, later: Partial<Terms> = LATER_TERMS): string {
  // Not imported above: hashing takes 3 ms to load, and what must be quick seals nothing.
  const {createHash} = process.getBuiltinModule('node:crypto')
  const content = {...page, terms: termsThatSaySomething(page.terms, later)}
  return createHash('sha256')
    .update(String(canonicalize({content, previous})))
    .digest('hex')
}

function termsThatSaySomething(terms: Terms, later: Partial<Terms>): Partial<Terms> {
  return (Object.keys(later) as (keyof Terms)[]).reduce<Partial<Terms>>((said, term) => {
    const {[term]: value, ...others} = said
    return canonicalize(value) === canonicalize(later[term]) ? others : said
  }, terms)
}
