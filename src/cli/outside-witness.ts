import {existsSync, statSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {appendDurably, writeDurably} from '../disk/durable-file.js'
import {isSameLine, type WitnessLine} from '../domain/witness.js'
import {formatWitness, parseWitness} from '../schema/witness.js'
import type {Store, Witness} from '../storage/store.js'
import {StoreDamagedError} from '../storage/store-errors.js'
import {UsageError} from './failure.js'
import {isInStore} from './outside-store.js'
import {decodeUtf8, readBytes} from './read-file.js'

/** A witness outside of the store, which somebody with the store alone cannot change: a copy that is only ever added to. */
export type OutsideWitness = Pick<Witness, 'place' | 'lines' | 'damage'>

/** Refuses a place where none can be, and one in the store itself, where it would share its fate. */
export function requireWitnessPlace(file: string, store: string): void {
  if (existsSync(file)) readOutsideWitness(file)
  else if (!existsSync(dirname(resolve(file))))
    throw new UsageError('NO_FILE', `There is no folder ${dirname(resolve(file))}.`)
  if (!isInStore(file, store)) return
  throw new UsageError(
    'WITNESS_IN_STORE',
    `${file} is in the store itself.`,
    'The store has a witness of its own. Name a file outside of it, best where others cannot write.',
  )
}

/** Reads it. @throws UsageError there is none */
export function readOutsideWitness(place: string): OutsideWitness {
  const {lines, broken, rest} = parseWitness(textIn(place))
  const damage = [
    ...broken.map(line => ({place, defect: {kind: 'broken-line', line}}) as const),
    ...(rest === '' ? [] : [{place, defect: 'cut-short'} as const]),
  ]
  return {place, lines, damage}
}

/**
 * Adds what the store's witness says, and the one outside does not say yet; makes it where there is none.
 *
 * @returns how many lines were added
 * @throws StoreDamagedError it says something that the store's does not
 */
export async function tellOutside(store: Store, place: string): Promise<number> {
  return store.together(async () => {
    const {lines = []} = (await store.readWitness()) ?? {}
    if (!existsSync(place)) {
      writeDurably(place, formatWitness(lines))
      return lines.length
    }
    const text = textIn(place)
    const outside = parseWitness(text)
    const [broken] = outside.broken
    if (broken !== undefined) throw new StoreDamagedError(place, {kind: 'broken-line', line: broken})
    const more = linesAfter(outside.lines, lines, place)
    const whole = Buffer.byteLength(text) - Buffer.byteLength(outside.rest)
    if (more.length > 0) appendDurably(place, formatWitness(more), whole)
    return more.length
  })
}

/** Only a file can be added to: a pipe or a device is none, nor is standard input. */
function textIn(place: string): string {
  const found = statSync(place, {throwIfNoEntry: false})
  if (found !== undefined && !found.isFile())
    throw new UsageError('NO_FILE', `A witness is a file, which this is not: ${place}.`)
  return decodeUtf8(place, readBytes(resolve(place)))
}

/** What a copy lacks of a witness, which it has the beginning of. */
function linesAfter(
  copied: readonly WitnessLine[],
  lines: readonly WitnessLine[],
  place: string,
): readonly WitnessLine[] {
  const index = copied.findIndex((line, at) => {
    const own = lines[at]
    return own === undefined || !isSameLine(line, own)
  })
  if (index >= 0) throw new StoreDamagedError(place, {kind: 'other-witness', line: index + 1})
  return lines.slice(copied.length)
}
