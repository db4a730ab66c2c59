import canonicalize from 'canonicalize'
import type {ClosedPage} from './page.js'

/**
 * The seal of a closed page: a SHA-256 over the page's content and the seal before it, in canonical JSON (RFC 8785),
 * so that neither the order of keys nor white space matters and every other change does (domain §8).
 *
 * @returns 64 hexadecimal digits
 */
export function sealOf({seal: {previous}, ...content}: ClosedPage): string {
  // Not imported above: hashing takes 3 ms to load, and what must be quick seals nothing.
  const {createHash} = process.getBuiltinModule('node:crypto')
  return createHash('sha256')
    .update(String(canonicalize({content, previous})))
    .digest('hex')
}
