// What the adapters of the port throw, and nothing else. Each names a place for a person to look at, such as the path of a
// file; which store it is nobody has to know.

import type {Defect} from './defect.js'

/** A fault of the machine, or one of a server that a store is on. */
export {FaultError, OutcomeUnknownError} from '../disk/fault.js'

/** There is no store at a place. */
export class NoStoreError extends Error {
  override readonly name = 'NoStoreError'
  readonly place: string

  constructor(place: string) {
    super(`no store in ${place}`)
    this.place = place
  }
}

/** The store was written by a newer version of the program. */
export class NewerFormatError extends Error {
  override readonly name = 'NewerFormatError'
  readonly place: string
  readonly format: number

  constructor(place: string, format: number) {
    super(`format ${format}: ${place}`)
    this.place = place
    this.format = format
  }
}

/** The store is of an earlier version, and is brought to today's by whoever says so: others may still use it as it is. */
export class MigrationNeededError extends Error {
  override readonly name = 'MigrationNeededError'
  readonly place: string
  readonly from: number
  readonly to: number

  constructor(place: string, from: number, to: number) {
    super(`version ${from}, not ${to}: ${place}`)
    this.place = place
    this.from = from
    this.to = to
  }
}

/** What is at a place is not what it should be; it was left untouched. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError'
  readonly place: string
  readonly defect: Defect

  constructor(place: string, defect: Defect, cause?: unknown) {
    super(`${typeof defect === 'string' ? defect : defect.kind}: ${place}`, {cause})
    this.place = place
    this.defect = defect
  }
}

/** Who says that it holds a lock. */
export interface LockHolder {
  readonly pid: number
  /** Empty where the system does not say. */
  readonly user: string
  /** What it was asked to do: `rollover`, `ticket open`; empty where that is not known. */
  readonly command: string
  /** ISO 8601 in UTC. */
  readonly since: string
}

/** Another process kept a place busy for longer than `waitSeconds`. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError'
  readonly place: string
  readonly waitSeconds: number
  readonly holder: LockHolder | undefined

  constructor(place: string, waitSeconds: number, holder?: LockHolder) {
    super(`busy for ${waitSeconds} s: ${place}`)
    this.place = place
    this.waitSeconds = waitSeconds
    this.holder = holder
  }
}

/** Writers changed a place so often that it could not be read as it was at any one moment. */
export class NeverStillError extends Error {
  override readonly name = 'NeverStillError'
  readonly place: string

  constructor(place: string) {
    super(`changed while it was read: ${place}`)
    this.place = place
  }
}

/** There is no kernel lock for this platform (such as Alpine's musl), so writing would not be safe. */
export class LockUnsupportedError extends Error {
  override readonly name = 'LockUnsupportedError'
  readonly platform = `${process.platform}-${process.arch}`

  constructor(cause: unknown) {
    super(`no file locks for ${process.platform}-${process.arch}`, {cause})
  }
}
