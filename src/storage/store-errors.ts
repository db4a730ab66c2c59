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
