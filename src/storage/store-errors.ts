/** There is no store in `folder`. */
export class NoStoreError extends Error {
  override readonly name = 'NoStoreError'
  readonly folder: string

  constructor(folder: string) {
    super(`no store in ${folder}`)
    this.folder = folder
  }
}

/** The store was written by a newer version of the program. */
export class NewerFormatError extends Error {
  override readonly name = 'NewerFormatError'
  readonly path: string
  readonly format: number

  constructor(path: string, format: number) {
    super(`format ${format}: ${path}`)
    this.path = path
    this.format = format
  }
}

/** `path` is there and does not hold what it should; it was left untouched. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
  readonly path: string
  /** What is wrong, as a kind: `link`, `not-a-file`, `not-utf-8`, `not-json`, `not-an-object`, … */
  readonly what: string

  constructor(path: string, what: string, cause?: unknown) {
    super(`${what}: ${path}`, {cause})
    this.path = path
    this.what = what
  }
}

/** Another process kept `path` busy for longer than `waitSeconds`. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError'
  readonly path: string
  readonly waitSeconds: number

  constructor(path: string, waitSeconds: number) {
    super(`busy for ${waitSeconds} s: ${path}`)
    this.path = path
    this.waitSeconds = waitSeconds
  }
}

/** Writers changed `folder` so often that it could not be read as it was at any one moment. */
export class NeverStillError extends Error {
  override readonly name = 'NeverStillError'
  readonly folder: string

  constructor(folder: string) {
    super(`changed while it was read: ${folder}`)
    this.folder = folder
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
