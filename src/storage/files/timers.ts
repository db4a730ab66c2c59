import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {makeFolderDurably} from '../../disk/durable-file.js'
import {onFile} from '../../disk/fault.js'
import type {Result} from '../../domain/refusal.js'
import type {Timer} from '../../domain/timer.js'
import {InvalidRecord} from '../account-codec.js'
import {damageOf} from '../damage.js'
import type {Damage} from '../store.js'
import {decodeTimer, encodeTimer} from '../timer-codec.js'
import {isTimerFolder, TIMER_FILE, TIMERS, timerFolder} from '../timer-place.js'
import {type Folder, readConsistently, refuseLinkedFolder, updateFolder} from './commit.js'
import {JsonFile, type JsonForm} from './json-file.js'
import {withLock} from './lock.js'

/** The timers of a store: a folder for each consultant who ever had one, with the file only while it runs. */
export class Timers {
  readonly #store: string
  readonly #waitSeconds: number

  constructor(store: string, waitSeconds: number) {
    this.#store = store
    this.#waitSeconds = waitSeconds
  }

  read(consultant: string): Timer | null {
    return this.#readIn(timerFolder(this.#store, consultant))
  }

  list(): readonly Timer[] {
    return this.#folders().flatMap(folder => this.#readIn(folder) ?? [])
  }

  /** What is wrong with each of them, one by one. */
  inspect(): readonly Damage[] {
    return this.#folders().flatMap(folder => damageOf(() => this.#readIn(folder)))
  }

  async update<T extends {readonly timer: Timer | null}>(
    consultant: string,
    change: (timer: Timer | null) => Result<T> | Promise<Result<T>>,
  ): Promise<Result<T>> {
    const folder = timerFolder(this.#store, consultant)
    if (!existsSync(folder)) {
      // What is refused leaves no trace.
      const tried = await change(null)
      if (!tried.ok || tried.value.timer === null) return tried
    }
    refuseLinkedFolder(join(this.#store, TIMERS))
    makeFolderDurably(folder)
    return withLock(join(folder, 'lock'), {waitSeconds: this.#waitSeconds}, async () => {
      const before = this.#readIn(folder)
      const result = await change(before)
      if (result.ok && result.value.timer !== before) write(folder, result.value.timer, this.#formIn(folder))
      return result
    })
  }

  #folders(): readonly string[] {
    const folder = join(this.#store, TIMERS)
    if (!existsSync(folder)) return []
    refuseLinkedFolder(folder)
    const names = onFile(folder, () => readdirSync(folder))
      .filter(isTimerFolder)
      .sort()
    return names.map(name => join(folder, name))
  }

  #readIn(folder: string): Timer | null {
    return readConsistently(folder, view => fileIn(view, this.#formIn(folder)).data)
  }

  /** A timer is where its consultant's is looked for: a file that was copied is nobody's. */
  #formIn(folder: string): JsonForm<Timer> {
    return {
      encode: encodeTimer,
      decode: value => {
        const timer = decodeTimer(value)
        if (timerFolder(this.#store, timer.consultant) === folder) return timer
        throw new InvalidRecord({kind: 'wrong-consultant', found: timer.consultant})
      },
    }
  }
}

function write(folder: string, timer: Timer | null, form: JsonForm<Timer>): void {
  updateFolder(folder, draft => {
    if (timer === null) draft.remove(TIMER_FILE)
    else fileIn(draft, form).change(() => timer)
  })
}

const fileIn = (folder: Folder, form: JsonForm<Timer>) =>
  new JsonFile<Timer, null>(folder, TIMER_FILE, form, null)
