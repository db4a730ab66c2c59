import {epochMs, type Instant} from './calendar.js'
import type {Statement} from './statement.js'

/** The public half of a key with which statements are signed. The private one is no business of a store. */
export interface SigningKey {
  /** As OpenSSH writes it, on one line: `ssh-ed25519 AAAA…`. */
  readonly publicKey: string
  /** Months that are closed from then on are signed with it. */
  readonly since: Instant
}

/** What proves of a statement who made it, and that nobody changed it since. */
export interface Signature {
  /** That of the key: `SHA256:…`. */
  readonly fingerprint: string
  /** The signature over the statement's JSON, as a file. */
  readonly text: string
}

/** What is signed for one purpose is nothing for another: the namespace of the signatures. */
export const SIGNATURE_NAMESPACE = 'hourbank-statement'

/** Whom a customer allows to sign, by a name that stays when the provider gets another one, or another address. */
export const SIGNER = 'hourbank'

/**
 * With which key a statement is signed: the one there was when its month was closed, so that it is signed with the same one
 * for ever. A month that was closed before there was any is signed with the first. Null while the month is open.
 *
 * @param keys the oldest first
 */
export function signingKeyOf(
  {seal}: Pick<Statement, 'seal'>,
  keys: readonly SigningKey[],
): SigningKey | null {
  if (seal === null) return null
  const closedAt = epochMs(seal.closedAt)
  return keys.findLast(({since}) => epochMs(since) <= closedAt) ?? keys[0] ?? null
}

/** @example dataFileName({contract: 'acme', month: '2026-10'}) // 'acme-2026-10.json' */
export const dataFileName = ({contract, month}: Pick<Statement, 'contract' | 'month'>): string =>
  `${contract}-${month}.json`

/** The name of the signature of a file. */
export const signatureFileName = (file: string): string => `${file}.sig`

/** What a customer types to check a statement, beside the two files that are attached to its PDF. */
export function checkCommand(statement: Pick<Statement, 'contract' | 'month'>): string {
  const data = dataFileName(statement)
  return `ssh-keygen -Y verify -f allowed_signers -I ${SIGNER} -n ${SIGNATURE_NAMESPACE} -s ${signatureFileName(data)} < ${data}`
}

/** The line of a file `allowed_signers` by which a customer allows a key. */
export const allowedSigner = (publicKey: string): string =>
  `${SIGNER} namespaces="${SIGNATURE_NAMESPACE}" ${publicKey}`

/** What the signature of a statement shows; `locale/problems` has the words. */
export type SignatureFinding =
  | {readonly kind: 'unsigned' | 'no-signature'}
  | {readonly kind: 'signed' | 'signature-wrong' | 'unknown-signer'; readonly fingerprint: string}
