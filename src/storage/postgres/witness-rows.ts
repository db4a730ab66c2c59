import type {ContractId} from '../../domain/contract.js'
import {type SealLine, Testimony, type WitnessLine} from '../../domain/witness.js'
import {formatWitness, parseWitness} from '../../schema/witness.js'
import type {Damage} from '../store.js'
import {StoreDamagedError} from '../store-errors.js'
import type {Session, Transaction} from './database.js'

/** What the witness says of one contract. */
export async function testimonyOf({ask}: Session, contract: ContractId): Promise<Testimony> {
  const rows = await ask('SELECT said FROM $schema.witness WHERE account = $1 ORDER BY line', contract)
  return new Testimony(parseWitness(rows.map(({said}) => `${said}\n`).join('')).lines)
}

/**
 * Refuses months that were closed already, and months upon others than those that were closed.
 * @throws StoreDamagedError `closed-before`
 */
export function refuseSecond(known: Testimony, lines: readonly SealLine[], place: string): void {
  for (const line of lines) {
    const seals = known.of(line.contract).seals.get(line.month)
    const before = seals?.find(({seal}) => seal !== line.seal)
    if (before !== undefined) throw new StoreDamagedError(place, {kind: 'closed-before', line: before})
  }
}

/** Refuses a contract in the place of one that is gone. @throws StoreDamagedError `opened-before` */
export function refuseGone(known: Testimony, contract: ContractId, place: string): void {
  const {isThere, seals} = known.of(contract)
  if (isThere || seals.size > 0) throw new StoreDamagedError(place, {kind: 'opened-before', contract})
}

/** Adds lines. Their numbers are given out under a lock, which is taken last and held until they are committed. */
export async function addLines({change}: Transaction, lines: readonly WitnessLine[]): Promise<void> {
  if (lines.length === 0) return
  const [row] = await change(
    "UPDATE $schema.latch SET count = count + $1 WHERE name = 'witness' RETURNING count",
    lines.length,
  )
  const first = Number(row?.count) - lines.length + 1
  await change(
    'INSERT INTO $schema.witness (line, account, said) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])',
    lines.map((_, index) => first + index),
    lines.map(({contract}) => contract),
    lines.map(line => formatWitness([line]).trimEnd()),
  )
}

/** The witness as the text of its file, and what is wrong with it. A number that is missing was a line. */
export async function inspectWitness(
  {ask}: Session,
  place: string,
): Promise<{
  readonly text: string
  readonly lines: readonly WitnessLine[]
  readonly damage: readonly Damage[]
}> {
  const rows = await ask('SELECT line, account, said FROM $schema.witness ORDER BY line')
  const [latch] = await ask("SELECT count FROM $schema.latch WHERE name = 'witness'")
  const text = rows.map(({said}) => `${said}\n`).join('')
  const {lines, broken} = parseWitness(text)
  const isWhole =
    rows.length === Number(latch?.count) && rows.every(({line}, index) => Number(line) === index + 1)
  return {
    ...{text, lines},
    damage: [
      ...broken.map(line => ({place, defect: {kind: 'broken-line', line}}) as const),
      ...(isWhole ? [] : [{place, defect: 'cut-short'} as const]),
    ],
  }
}
