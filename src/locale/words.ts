import type {en} from './en.js'

/**
 * What every language says, and the functions that hold its grammar: plurals, cases, how days and numbers are written.
 * English has it first; what a language lacks, or has beside, does not compile.
 */
export interface Words extends Widened<typeof en> {}

/** The same shape with any text; a list keeps its length, so that a year has twelve months everywhere. */
type Widened<T> = T extends string
  ? string
  : T extends (...of: infer Of) => infer Said
    ? (...of: Of) => Widened<Said>
    : {readonly [Key in keyof T]: Widened<T[Key]>}
