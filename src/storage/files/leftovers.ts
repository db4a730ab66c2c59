import {existsSync, readdirSync, realpathSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {isLeftover} from '../../disk/durable-file.js'
import {onFile} from '../../disk/fault.js'
import type {Leftover} from '../defect.js'
import {StoreDamagedError} from '../store-errors.js'
import {isOfAccount} from './account-journal.js'
import {JOURNAL, type JournalCheck, recover} from './commit.js'
import {withLock} from './lock.js'
import {beingMadeFor, removeAbandoned} from './whole-store.js'

/**
 * What killed writers left in the folders of a store: their temporary files, and journals; and beside it, what a restore was unpacking. Whether a writer is still at
 * work only his lock tells, so some of it may be gone when somebody has the lock.
 */
export const leftIn = (store: string): readonly Leftover[] => [
  ...readableFolders(store).flatMap(leftInFolder),
  ...unpackedBeside(store),
]

const unpackedBeside = (store: string): readonly Leftover[] =>
  beingMadeFor(realpathSync(store)).map(place => ({kind: 'temporary', place}))

/** A folder and all in it; of those that cannot be read, whoever reads an account tells. */
function readableFolders(folder: string): readonly string[] {
  try {
    const found = readdirSync(folder, {withFileTypes: true}).filter(each => each.isDirectory())
    return [folder, ...found.flatMap(({name}) => readableFolders(join(folder, name)))]
  } catch {
    return []
  }
}

function leftInFolder(folder: string): readonly Leftover[] {
  const names = onFile(folder, () => readdirSync(folder))
  return names.flatMap((name): readonly Leftover[] => {
    if (isLeftover(name)) return [{kind: 'temporary', place: join(folder, name)}]
    return name === JOURNAL ? [{kind: 'journal', place: join(folder, name)}] : []
  })
}

/**
 * Removes those temporary files and finishes those journals, folder by folder, each under its lock.
 * @returns what is not there any more. A journal that may not be played is damage, and stays.
 */
export async function clearLeft(store: string, waitSeconds: number): Promise<readonly Leftover[]> {
  const cleared: Leftover[] = []
  for (const folder of readableFolders(store)) {
    if (leftInFolder(folder).length === 0) continue
    await withLock(join(folder, 'lock'), {waitSeconds}, () => {
      const before = leftInFolder(folder)
      recoverIfPlayable(folder)
      const after = new Set(leftInFolder(folder).map(({place}) => place))
      cleared.push(...before.filter(({place}) => !after.has(place)))
    })
  }
  const before = unpackedBeside(store)
  await removeAbandoned(realpathSync(store))
  return [...cleared, ...before.filter(({place}) => !existsSync(place))]
}

function recoverIfPlayable(folder: string): void {
  try {
    const isAccount = basename(dirname(folder)) === 'contracts'
    recover(folder, isAccount ? isOfAccount : ANY)
  } catch (error) {
    if (!(error instanceof StoreDamagedError)) throw error
  }
}

const ANY: JournalCheck = () => true
