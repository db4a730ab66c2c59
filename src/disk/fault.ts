/**
 * The machine could not read or write at a place: a file, or a server that a store is on (full disk, no permission, failing
 * device, no connection). Nothing changed.
 */
export class FaultError extends Error {
  override readonly name: string = 'FaultError'
  readonly place: string
  /** The operating system's word for it: `ENOSPC`, `EACCES`, `EROFS`, `EIO`, …, or what Node says instead. */
  readonly code: string

  constructor(place: string, code: string, cause?: unknown) {
    super(`${code}: ${place}`, {cause})
    this.place = place
    this.code = code
  }
}

/** What is at the place was changed, but whether that lasts is unknown. Repeating it must be harmless. */
export class OutcomeUnknownError extends FaultError {
  override readonly name = 'OutcomeUnknownError'
}

/** Runs `action` and turns a fault of the operating system into a {@link FaultError} that names `path`. */
export function onFile<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    const code = codeOf(cause)
    if (code === undefined || cause instanceof FaultError) throw cause
    throw new FaultError(path, code, cause)
  }
}

/** The `code` of an error of the operating system; undefined for every other error. */
export function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string')) return undefined
  // Node has no name for some (a disk quota is `UNKNOWN`), the lock's binary names no system call.
  return 'syscall' in cause || /^E[A-Z0-9]+$/.test(cause.code) ? cause.code : undefined
}
