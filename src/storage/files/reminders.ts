import {join} from 'node:path'
import {isDeepStrictEqual as isSame} from 'node:util'
import {makeFolderDurably} from '../../disk/durable-file.js'
import type {Reminded} from '../../domain/reminder.js'
import {damageOf} from '../damage.js'
import {decodeReminded, encodeReminded} from '../reminded-codec.js'
import type {Damage} from '../store.js'
import {type Folder, readConsistently, refuseLinkedFolder, updateFolder} from './commit.js'
import {JsonFile, type JsonForm} from './json-file.js'
import {withLock} from './lock.js'

interface Told {
  readonly told: readonly Reminded[]
}

const FORM: JsonForm<Told> = {
  encode: ({told}) => encodeReminded(told),
  decode: value => ({told: decodeReminded(value)}),
}

const fileIn = (folder: Folder) => new JsonFile<Told, Told>(folder, 'reminders.json', FORM, {told: []})

/** What `remind` has told in a store, in a folder of its own: whoever waits for its reader keeps nobody else waiting. */
export class Reminders {
  readonly #folder: string
  readonly #waitSeconds: number

  constructor(store: string, waitSeconds: number) {
    this.#folder = join(store, 'reminders')
    this.#waitSeconds = waitSeconds
  }

  read(): readonly Reminded[] {
    return readConsistently(this.#folder, view => fileIn(view).data.told)
  }

  inspect(): readonly Damage[] {
    return readConsistently(this.#folder, view => damageOf(() => fileIn(view)))
  }

  async update(change: (told: readonly Reminded[]) => Promise<readonly Reminded[]>): Promise<void> {
    refuseLinkedFolder(this.#folder)
    makeFolderDurably(this.#folder)
    await withLock(join(this.#folder, 'lock'), {waitSeconds: this.#waitSeconds}, async () => {
      const before = this.read()
      const told = await change(before)
      if (!isSame(told, before)) updateFolder(this.#folder, draft => fileIn(draft).change(() => ({told})))
    })
  }
}
