import {cpSync, existsSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {NO_WORK_DEFAULTS} from '../../../src/domain/contract.js'
import {ok} from '../../../src/domain/refusal.js'
import {openAccount} from '../../../src/operations/change-contract.js'
import {FileStore} from '../../../src/storage/files/file-store.js'
import {withLock} from '../../../src/storage/files/lock.js'
import type {Migration} from '../../../src/storage/store.js'
import {StoreDamagedError} from '../../../src/storage/store-errors.js'
import {accepted, byWeber, contractOf, PROVIDER, refusalOf} from '../../support/account-builder.js'
import {buildWorker, makeTemporaryFolder, startWorker} from './run-worker.js'

const project = fileURLToPath(new URL('../../..', import.meta.url))

let worker: ReturnType<typeof buildWorker>
let root: string

beforeAll(() => {
  worker = buildWorker()
})

afterAll(() => worker.remove())

beforeEach(() => {
  root = makeTemporaryFolder()
})

afterEach(() => rmSync(root, {recursive: true, force: true}))

const ACME = openAccount(contractOf(), byWeber())
const folderIn = (folder: string) => join(folder, 'contracts', 'acme')

/** A store with the account `acme`, in a folder of its own. */
async function storeIn(folder: string): Promise<FileStore> {
  const store = new FileStore(folder, 10)
  const defaults = {
    locale: 'de',
    timezone: 'UTC',
    currency: 'EUR',
    country: null,
    state: null,
    by: null,
    witness: null,
  } as const
  await store.create({
    provider: PROVIDER,
    defaults: {...defaults, ...NO_WORK_DEFAULTS},
    consultants: [],
    signingKeys: [],
  })
  accepted(await store.createAccount(ACME))
  return store
}

describe('an account that is removed', () => {
  const allowed = () => null

  test('leaves nothing but its lock, for those who wait for that', async () => {
    const store = await storeIn(root)
    accepted(await store.removeAccount('acme', allowed))
    expect(readdirSync(folderIn(root))).toEqual(['lock'])
  })

  test('is gone for a writer who waited meanwhile: nothing is written where it was', async () => {
    const store = await storeIn(root)
    const number = 'K-2'
    const write = () =>
      store.updateAccount('acme', {}, account => {
        const customer = {...account.contract.customer, number}
        return ok({account: {...account, contract: {...account.contract, customer}}})
      })
    // The lock is held while both ask for it; what holds it writes what a removal leaves.
    const waiting = await withLock(join(folderIn(root), 'lock'), {waitSeconds: 5}, async () => {
      const asked = Promise.all([write(), write(), store.removeAccount('acme', allowed)])
      await new Promise(resolve => setTimeout(resolve, 20))
      rmSync(join(folderIn(root), 'contract.json'))
      rmSync(join(folderIn(root), '2026-01.json'))
      return {asked}
    })
    const unknown = {kind: 'unknown-contract', contract: 'acme'}
    expect((await waiting.asked).map(refusalOf)).toEqual([unknown, unknown, unknown])
    expect(readdirSync(folderIn(root))).toEqual(['lock'])
  })

  test('stays whole where there is a file beside it that is not of this program', async () => {
    const store = await storeIn(root)
    writeFileSync(join(folderIn(root), 'notes.txt'), 'by hand')
    await expect(store.removeAccount('acme', allowed)).rejects.toMatchObject({
      place: join(folderIn(root), 'notes.txt'),
      defect: 'stranger',
    })
    expect(await store.readAccount('acme')).toStrictEqual(ACME)
  })

  test('is damaged, and not removed, where only its pages are left', async () => {
    const store = await storeIn(root)
    rmSync(join(folderIn(root), 'contract.json'))
    await expect(store.removeAccount('acme', allowed)).rejects.toBeInstanceOf(StoreDamagedError)
    expect(existsSync(join(folderIn(root), '2026-01.json'))).toBe(true)
  })
})

test('a store in an earlier format is brought to today’s before an account of it is removed', async () => {
  cpSync(join(project, 'fixtures/stores/format-1'), root, {recursive: true})
  const folder = join(root, 'contracts', 'new')
  const opened = openAccount({...contractOf(), id: 'new'}, byWeber())
  // As an earlier version would have left it: pages say by themselves in which format they are.
  const other = await storeIn(join(root, 'other'))
  accepted(await other.createAccount(opened))
  cpSync(join(root, 'other', 'contracts', 'new'), folder, {recursive: true})
  const migrations: Migration[] = []
  const store = new FileStore(root, 10, {begins: () => {}, isDone: done => migrations.push(done)})
  const refusal = {kind: 'nothing-closed', contract: 'new'} as const
  expect(refusalOf(await store.removeAccount('new', () => refusal))).toEqual(refusal)
  expect(migrations).toEqual([])
  accepted(await store.removeAccount('new', () => null))
  expect(migrations).toMatchObject([{from: 1, to: 5}])
  expect(await store.hasContract('new')).toBe(false)
})

test('who is killed while removing an account leaves it whole or gone, and holds up nobody', async () => {
  const outcomes = new Set<string>()
  let survivors = 0
  for (let call = 1; survivors === 0; call += 4) {
    const batch = [call, call + 1, call + 2, call + 3].map(async n => {
      const own = join(root, `at-${n}`)
      const store = await storeIn(own)
      const {signal, lines} = await startWorker(worker.path, ['die-removing', own, `${n}`]).ended
      if (signal === null) survivors++
      const isThere = await store.hasContract('acme')
      outcomes.add(isThere ? 'whole' : 'gone')
      if (lines.includes('finished')) expect(isThere).toBe(false)
      expect(await store.readAccount('acme')).toStrictEqual(isThere ? ACME : undefined)
      expect(await store.listContracts()).toEqual(isThere ? ['acme'] : [])
      // Whoever writes next finishes what was begun.
      const added = await store.createAccount(ACME)
      expect(added.ok).toBe(!isThere)
      expect(readdirSync(folderIn(own)).sort()).toEqual(['2026-01.json', 'contract.json', 'lock'])
    })
    await Promise.all(batch)
  }
  expect([...outcomes].sort()).toEqual(['gone', 'whole'])
}, 120_000)
