import type {ContractId} from '../domain/contract.js'
import {RefusalError} from './failure.js'

/** A command line that was refused, and what contracts there are. */
export interface RefusedLine {
  /** As oclif writes it: `contract:add`. */
  readonly command: string
  readonly argv: readonly string[]
  readonly contracts: () => Promise<readonly ContractId[]>
}

/**
 * The error with the words that were probably meant, where the contract stands at another place than it should:
 * `log 45 acme`, `balance show acme`. Any other error is as it was.
 */
export async function withMeantWords(error: unknown, line: RefusedLine): Promise<unknown> {
  const unknown = unknownContractIn(error)
  if (unknown === undefined) return error
  const words = line.argv.filter(word => !word.startsWith('-'))
  const known = new Set(await line.contracts())
  const place = words.findIndex(word => known.has(word))
  if (place <= words.indexOf(unknown.word)) return error
  const before = words.slice(0, place)
  const kept = before.some(isAmount) ? before.map(quoted) : []
  const meant = [line.command.replaceAll(':', ' '), words[place], ...kept].join(' ')
  return new RefusalError({...unknown.refusal, meant})
}

/** The contract that was named and is none, where none is near it. */
function unknownContractIn(error: unknown) {
  if (!(error instanceof RefusalError)) return undefined
  const {refusal} = error
  if (refusal.kind === 'invalid-id' && refusal.what === 'contract') return {refusal, word: refusal.value}
  if (refusal.kind !== 'unknown-contract' || refusal.suggestion !== undefined) return undefined
  return {refusal, word: refusal.contract}
}

/** Whether a word says how long or since when: it has to stay, unlike `show`. */
const isAmount = (word: string): boolean => /^(?:pt|[.,½¼¾])?[\d½¼¾]/i.test(word)

const quoted = (word: string): string => (/\s/.test(word) ? `"${word}"` : word)
