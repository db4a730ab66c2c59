import {checkWitnesses} from '../cli/check-witnesses.js'
import {RefusalError} from '../cli/failure.js'
import type {Authorship} from '../domain/account-record.js'
import {inZone} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Account} from '../domain/page.js'
import {WHOLE_HISTORY} from '../domain/scope.js'
import {type SealLine, sealLineOf} from '../domain/witness.js'
import {type Lacking, lackingIn} from '../operations/compare-accounts.js'
import {recordOn} from '../operations/record-on-account.js'
import {verifyAccount} from '../operations/verify-account.js'
import type {Store} from '../storage/store.js'
import {StoreDamagedError} from '../storage/store-errors.js'
import {type Contents, InvalidArchiveError, readArchive} from './archive.js'
import {archiveError} from './problems.js'
import {piecesOf} from './take-backup.js'

export interface Restoring extends Authorship {
  /** What the store that is there is called from then on, behind its own name. */
  readonly keptAs: string
  /** What the backup lacks may be lost. */
  readonly mayLose: boolean
  /** What does not verify is restored as it is. */
  readonly mayBeDamaged: boolean
  /** Told how many contracts there are, and of each that was looked at. */
  readonly watch: (contracts: number) => (id: ContractId) => void
}

export interface Restored extends Contents {
  /** Where the store that was there is; null where there was none. */
  readonly replaced: string | null
}

/**
 * Puts a backup in the place of a store. All of it is unpacked beside the store and verified there, before anything of the
 * store is touched. Refused: an archive that is not whole, accounts that do not verify, and a store that has what the
 * backup lacks.
 */
export async function restoreBackup(store: Store, file: string, restoring: Restoring): Promise<Restored> {
  try {
    // Once to its end, so that nothing is unpacked of an archive that is not whole.
    const contents = await readArchive(piecesOf(file), async () => {})
    const {mayLose, mayBeDamaged, keptAs, watch, at, by} = restoring
    const {takenAt} = contents.head
    const mark = (account: Account) =>
      recordOn(account, {at: inZone(at, account.contract.timezone), by, event: 'restored', takenAt})
    const check = async (candidate: Store) => {
      const damaged = await damagedIn(candidate, watch(contents.contracts))
      if (damaged.length > 0 && !mayBeDamaged) throw new RefusalError({kind: 'backup-damaged', damaged})
      await compare(candidate)
    }
    const compare = async (candidate: Store) => {
      const lacking = mayLose ? [] : await lackedBy(candidate, store)
      if (lacking.length > 0) throw new RefusalError({kind: 'backup-lacks', lacking})
    }
    const feed: Parameters<Store['replaceBy']>[0] = async take => {
      await readArchive(piecesOf(file), take)
    }
    return {...contents, replaced: await store.replaceBy(feed, {check, mark, lastLook: compare, keptAs})}
  } catch (error) {
    throw error instanceof InvalidArchiveError ? archiveError(file, error.defect) : error
  }
}

/** The contracts that do not verify, and `''` where it is what they share, or what is gone. */
export async function damagedIn(
  store: Store,
  onContract: (id: ContractId) => void,
): Promise<readonly (ContractId | '')[]> {
  const damaged: (ContractId | '')[] = []
  const seen = new Map<ContractId, readonly SealLine[] | null>()
  for (const id of await store.listContracts()) {
    const {account, damage} = await store.inspect(id)
    if (damage.length > 0 || account === null || verifyAccount(account).length > 0) damaged.push(id)
    seen.set(id, account?.closed.map(sealLineOf) ?? null)
    onContract(id)
  }
  const witnessed = await checkWitnesses(store, {seen, isAbout: () => true, outside: null})
  const isSharedDamaged = witnessed.problems.length > 0 || (await store.inspectShared()).length > 0
  return isSharedDamaged ? [...damaged, ''] : damaged
}

/** What the store has and the other one lacks, by contract. What cannot be read cannot be lost by restoring it. */
export async function lackedBy(
  other: Store,
  store: Store,
): Promise<readonly ({readonly contract: ContractId} & Lacking)[]> {
  const lacking: ({readonly contract: ContractId} & Lacking)[] = []
  for (const id of await contractsOf(store)) {
    const account = await readable(store, id)
    const lacked = account && lackingIn(await readable(other, id), account)
    if (lacked) lacking.push({contract: id, ...lacked})
  }
  return lacking
}

const readable = (store: Store, id: ContractId) => orUndefined(() => store.readAccount(id, WHOLE_HISTORY))

const contractsOf = async (store: Store) => (await orUndefined(() => store.listContracts())) ?? []

async function orUndefined<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof StoreDamagedError) return undefined
    throw error
  }
}
