import type {LogoProblem} from '../render/pdf/logo.js'
import type {KeyProblem} from '../signatures/private-key.js'

/** What keeps statements from being written as somebody wants them. `cli/explain-failure` has the words. */

/** A profile names a logo that is not there. */
export class NoLogoError extends Error {
  override readonly name = 'NoLogoError'
  readonly path: string
  /** What is there instead. */
  readonly found: 'nothing' | 'folder' | 'device'

  constructor(path: string, found: NoLogoError['found']) {
    super(path)
    this.path = path
    this.found = found
  }
}

/** A profile names a logo that cannot be printed. */
export class InvalidLogoError extends Error {
  override readonly name = 'InvalidLogoError'
  readonly path: string
  readonly problem: LogoProblem | 'too-large'

  constructor(path: string, problem: LogoProblem | 'too-large') {
    super(`${path}: ${problem}`)
    this.path = path
    this.problem = problem
  }
}

/** A format is asked for, and something else that is said asks for another. */
export class ContradictingFormatError extends Error {
  override readonly name = 'ContradictingFormatError'
  readonly format: string
  /** What contradicts it, as it was typed. */
  readonly said: string

  constructor(format: string, said: string) {
    super(`${format}: ${said}`)
    this.format = format
    this.said = said
  }
}

/** Several statements are to go where only one can be. */
export class OutputIsFileError extends Error {
  override readonly name = 'OutputIsFileError'
  readonly path: string
  readonly count: number

  constructor(path: string, count: number) {
    super(path)
    this.path = path
    this.count = count
  }
}

/** The profile says with which key statements are signed, and it is not to be had. */
export class NoSigningKeyError extends Error {
  override readonly name = 'NoSigningKeyError'
  /** Where it was looked for. */
  readonly path: string
  readonly fingerprint: string
  /** Which key is there instead. */
  readonly found: string | null

  constructor(path: string, {fingerprint, found}: Pick<NoSigningKeyError, 'fingerprint' | 'found'>) {
    super(path)
    this.path = path
    this.fingerprint = fingerprint
    this.found = found
  }
}

/** A file is no private key that can be signed with. */
export class UnusableKeyError extends Error {
  override readonly name = 'UnusableKeyError'
  readonly path: string
  /** `open`: others can read it. */
  readonly problem: KeyProblem | 'open'

  constructor(path: string, problem: UnusableKeyError['problem']) {
    super(`${path}: ${problem}`)
    this.path = path
    this.problem = problem
  }
}
