import {LowSync, type SyncAdapter} from 'lowdb'
import {valid} from '../damage.js'
import {formatJson, parseJson} from '../stored-json.js'
import type {Folder} from './commit.js'

/** How the records of a file are made of JSON, and JSON of them. */
export interface JsonForm<T extends object> {
  /** @throws InvalidRecord where it is not what it should be */
  readonly decode: (value: unknown) => T
  readonly encode: (record: T) => object
}

/**
 * lowdb's way to one file of a folder: reads what the folder has at this moment, and leaves what is written in its draft.
 *
 * lowdb takes whatever counts as false for "no data", and would go on with the default that it was given and write that
 * over the file. So nothing that is there is ever given to it as such: a file of `null`, `0` or `""` is damaged, and
 * null means that there is no file.
 */
class FolderAdapter<T extends object> implements SyncAdapter<T | null> {
  readonly #folder: Folder
  readonly #name: string
  readonly #form: JsonForm<T>

  constructor(folder: Folder, name: string, form: JsonForm<T>) {
    this.#folder = folder
    this.#name = name
    this.#form = form
  }

  read(): T | null {
    const text = this.#folder.read(this.#name)
    if (text === undefined) return null
    const path = this.#folder.pathOf(this.#name)
    const value = parseJson(text, path)
    return valid(path, () => this.#form.decode(value))
  }

  write(record: T | null): void {
    if (record === null || this.#folder.write === undefined)
      throw new TypeError(`not to write: ${this.#name}`)
    this.#folder.write(this.#name, formatJson(this.#form.encode(record)))
  }
}

/**
 * One file of JSON: read when it is opened, changed in a folder's draft, and on disk when the draft is.
 *
 * @throws StoreDamagedError `not-json`, `not-an-object`, `duplicate-key`, and whatever the form finds
 * @example new JsonFile(draft, '2026-11.json', pageForm, null).change(page => withEntry(page, entry))
 */
export class JsonFile<T extends object, Missing extends T | null> extends LowSync<T | Missing> {
  /** @param missing what `data` are where there is no file */
  constructor(folder: Folder, name: string, form: JsonForm<T>, missing: Missing) {
    super(new FolderAdapter(folder, name, form), missing)
    this.read()
  }

  /** Makes something else of what is in the file. If `make` throws, all stays as it is. */
  change(make: (data: T | Missing) => T): void {
    this.update(data => {
      this.data = make(data)
    })
  }
}
