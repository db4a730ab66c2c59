/** The machine could not read or write `path` (full disk, no permission, failing device). Nothing changed. */
export class FileFaultError extends Error {
  override readonly name: string = 'FileFaultError'
  readonly path: string
  /** The operating system's word for it: `ENOSPC`, `EACCES`, `EROFS`, `EIO`, …, or what Node says instead. */
  readonly code: string

  constructor(path: string, code: string, cause?: unknown) {
    super(`${code}: ${path}`, {cause})
    this.path = path
    this.code = code
  }
}

/** `path` was replaced, but whether the change survives a power cut is unknown. Repeating it must be harmless. */
export class OutcomeUnknownError extends FileFaultError {
  override readonly name = 'OutcomeUnknownError'
}

/** Runs `action` and turns a fault of the operating system into a {@link FileFaultError} that names `path`. */
export function onFile<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    const code = codeOf(cause)
    if (code === undefined || cause instanceof FileFaultError) throw cause
    throw new FileFaultError(path, code, cause)
  }
}

/** The `code` of an error of the operating system; undefined for every other error. */
export function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string')) return undefined
  // Node has no name for some (a disk quota is `UNKNOWN`), the lock's binary names no system call.
  return 'syscall' in cause || /^E[A-Z0-9]+$/.test(cause.code) ? cause.code : undefined
}
