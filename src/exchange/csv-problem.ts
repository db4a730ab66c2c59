import type {FieldProblem} from '../domain/refusal.js'
import type {CsvTableRefusal} from './csv-dialect.js'
import type {CsvDateFormat} from './csv-mapping.js'
import type {Field, RowReason} from './reading.js'

/** Why nothing of a CSV file is imported; without words, as a `Refusal` is. */
export type CsvRefusal =
  | CsvTableRefusal
  | {readonly kind: 'invalid-mapping'; readonly problems: readonly FieldProblem[]}
  | {
      readonly kind: 'unknown-column'
      readonly field: Field
      readonly column: string
      readonly header: readonly string[]
    }
  | {readonly kind: 'ambiguous-column'; readonly field: Field; readonly columns: readonly string[]}
  | {readonly kind: 'missing-field'; readonly oneOf: readonly Field[]; readonly header: readonly string[]}
  | {readonly kind: 'conflicting-fields'; readonly fields: readonly Field[]}

/** Why a row of a CSV file is not imported. */
export type CsvReason =
  | RowReason
  | {readonly kind: 'column-count'; readonly expected: number; readonly found: number}
  /** It could be two days: the mapping has to name the format. */
  | {readonly kind: 'ambiguous-day'; readonly formats: readonly CsvDateFormat[]}
  | {readonly kind: 'invalid-number'; readonly decimal?: ',' | '.' | undefined}
