import * as v from 'valibot'
import type {Instant} from '../domain/calendar.js'
import type {Profile} from '../domain/provider.js'
import {isOfSeal} from '../domain/seal.js'
import type {SignatureFinding} from '../domain/signing-key.js'
import type {Copy} from '../operations/compare-copies.js'
import {contractIdSchema} from '../schema/contract.js'
import {sealSchema} from '../schema/page.js'
import {monthSchema} from '../schema/parts.js'
import {UsageError} from './failure.js'
import {parseJsonFile} from './read-file.js'
import {monthReader} from './text-values.js'

const statementSchema = v.looseObject({
  contract: contractIdSchema,
  month: monthSchema,
  seal: v.nullable(
    v.looseObject({
      rule: v.picklist([1, 2]),
      sha256: sealSchema,
      previous: v.nullable(sealSchema),
      internalSha256: v.nullable(sealSchema),
    }),
  ),
})
const fileSchema = v.looseObject({statements: v.pipe(v.array(statementSchema), v.minLength(1))})

/** What is compared with the store: where it is from, for a person to look at. */
export interface NamedCopy {
  readonly file: string
  readonly copy: Copy
  /** Null where there is nothing that could be signed. */
  readonly signature: SignatureFinding | null
}

interface CopyFlags {
  readonly statement?: string | undefined
  readonly seal?: string | undefined
  readonly contract?: string | undefined
  readonly month?: string | undefined
}

/** What flags name: the statements in a file, a seal, or nothing. */
export async function namedCopies(
  {statement, seal, contract, month}: CopyFlags,
  {profile, now}: {readonly profile: Profile; readonly now: Instant},
): Promise<readonly NamedCopy[]> {
  if (statement !== undefined) return copiesIn(statement, profile)
  if (seal === undefined) return []
  const meant = month === undefined ? null : (await monthReader(month, now))(profile.defaults)
  return [
    {
      file: '--seal',
      copy: {seal: sealNamed(seal), contract: contract ?? null, month: meant, isWhole: null},
      signature: null,
    },
  ]
}

/** What a statement says of its month: a PDF of this program, by the data in it, or its JSON. */
async function copiesIn(path: string, {signingKeys}: Profile): Promise<readonly NamedCopy[]> {
  const {readSigned, signatureFinding} = await import('./checked-signature.js')
  const signed = readSigned(path)
  const {data} = signed
  const parsed = data === undefined ? undefined : v.safeParse(fileSchema, parseJsonFile(path, data))
  if (!parsed?.success) {
    throw new UsageError(
      'NO_STATEMENT',
      `${path} is no statement of hourbank.`,
      'Name a PDF, or what "statement --format json" prints.',
      {file: path},
    )
  }
  const signature = signatureFinding(signed, signingKeys)
  return parsed.output.statements.map(({seal, ...statement}) => {
    const {contract, month} = statement
    if (seal !== null) {
      const copy = {seal: seal.sha256, contract, month, isWhole: isOfSeal(statement, seal)}
      return {file: path, copy, signature}
    }
    throw new UsageError(
      'NO_SEAL',
      `${path} is of ${month}, which was not closed then: it has no seal.`,
      'Only the statement of a closed month can be compared.',
      {file: path},
    )
  })
}

const SHORTEST = 8

/** A seal as somebody typed it from paper: in capitals, with spaces, or only its beginning. */
function sealNamed(said: string): string {
  const seal = said.replaceAll(/\s/g, '').toLowerCase()
  if (/^[0-9a-f]+$/.test(seal) && seal.length >= SHORTEST && seal.length <= 64) return seal
  throw new UsageError(
    'INVALID_SEAL',
    'That is not a seal.',
    `A seal has 64 digits from 0 to f; its first ${SHORTEST} are enough.`,
  )
}
