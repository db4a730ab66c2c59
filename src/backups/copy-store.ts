import {RefusalError} from '../cli/failure.js'
import type {ContractId} from '../domain/contract.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import type {Store, StoreFile} from '../storage/store.js'
import {NoStoreError, StoreDamagedError} from '../storage/store-errors.js'
import {damagedIn, lackedBy} from './restore-backup.js'

export interface Copying {
  /** What the stores are called. */
  readonly names: {readonly from: string; readonly to: string}
  /** What a store that is there already is called from then on, behind its own name. */
  readonly keptAs: string
  /** Told how many contracts there are, and of each that was looked at. */
  readonly watch: (contracts: number) => (id: ContractId) => void
}

export interface Copied {
  readonly contracts: number
  readonly files: number
  /** Whether all of it was there already. */
  readonly wasThere: boolean
  /** Where the store that was there is; null where there was none. */
  readonly replaced: string | null
}

/**
 * Copies a store to another place, whatever kind of place each is. It is verified first, made beside whatever is there,
 * verified there, and compared seal by seal with what was handed over, before it takes the place. Refused: a store that does
 * not verify, and a place with something that would be lost. Whoever is killed repeats it: until the end nothing is
 * there, and of a copy that is whole nothing is made again.
 */
export async function copyStore(from: Store, to: Store, {names, keptAs, watch}: Copying): Promise<Copied> {
  const ids = await from.listContracts()
  const damaged = await damagedIn(from, watch(ids.length))
  if (damaged.length > 0) throw new RefusalError({kind: 'copy-damaged', store: names.from, damaged})
  if (await isCopied(from, to, ids)) return {contracts: ids.length, files: 0, wasThere: true, replaced: null}
  const handed = new Map<string, string | null>()
  const feed = (take: (file: StoreFile) => Promise<void>) =>
    from.handOver(async file => {
      const [room, contract = '', name = ''] = file.name.split('/')
      handed.set(file.name, room === 'contracts' ? sealIn(file, contract, name) : null)
      await take(file)
    })
  const lookFor = async (candidate: Store) => {
    const lacking = await lackedBy(candidate, to)
    if (lacking.length > 0) throw new RefusalError({kind: 'copy-lacks', store: names.to, lacking})
  }
  const check = async (candidate: Store) => {
    await requireSeals(candidate, handed, names.to)
    const spoilt = await damagedIn(candidate, () => {})
    if (spoilt.length > 0) throw new RefusalError({kind: 'copy-damaged', store: names.to, damaged: spoilt})
    await lookFor(candidate)
  }
  // Before all of it is copied in vain.
  await lookFor(from)
  const replaced = await to.replaceBy(feed, {check, mark: account => account, lastLook: lookFor, keptAs})
  return {contracts: ids.length, files: handed.size, wasThere: false, replaced}
}

/** The seal of a closed page's file, `''` for every other one of an account. */
function sealIn({bytes}: StoreFile, contract: string, name: string): string {
  if (contract === '' || name === 'contract.json') return ''
  const page = JSON.parse(Buffer.from(bytes).toString('utf8'))
  return page.status === 'closed' ? String(page.seal?.sha256) : ''
}

/** @throws StoreDamagedError a closed month is not what was handed over */
async function requireSeals(
  candidate: Store,
  handed: ReadonlyMap<string, string | null>,
  place: string,
): Promise<void> {
  const expected = [...handed].flatMap(([name, seal]) => (seal ? [`${name} ${seal}`] : []))
  const found: string[] = []
  for (const id of await candidate.listContracts()) {
    const account = await candidate.readAccount(id, WHOLE_HISTORY)
    for (const {month, seal} of account?.closed ?? [])
      found.push(`contracts/${id}/${month}.json ${seal.sha256}`)
  }
  if (found.sort().join('\n') !== expected.sort().join('\n')) throw new StoreDamagedError(place, 'missing')
}

/** Whether a store has all that another one has, and nothing else. */
async function isCopied(from: Store, to: Store, ids: readonly ContractId[]): Promise<boolean> {
  try {
    const isSameProfile = JSON.stringify(await from.readProfile()) === JSON.stringify(await to.readProfile())
    if (!isSameProfile || (await to.listContracts()).join() !== ids.join()) return false
  } catch (error) {
    if (error instanceof NoStoreError) return false
    throw error
  }
  const [one, other] = [await contentsOf(from), await contentsOf(to)]
  return one.size === other.size && [...one].every(([name, hash]) => other.get(name) === hash)
}

/** What a store hands over, by name, as hashes. */
async function contentsOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const {createHash} = await import('node:crypto')
  const hashes = new Map<string, string>()
  await store.handOver(async ({name, bytes}) => {
    hashes.set(name, createHash('sha256').update(bytes).digest('base64'))
  })
  return hashes
}
