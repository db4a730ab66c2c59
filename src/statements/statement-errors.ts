import type {LogoProblem} from '../render/pdf/logo.js'

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
