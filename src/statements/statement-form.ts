import type {Statement} from '../domain/statement.js'

/** One way to write a statement down; each loads what it needs only when it is asked for. */
export interface StatementForm {
  readonly extension: string
  readonly render: (statement: Statement) => Promise<string | Uint8Array>
  /** The signature that lies beside the file, if there is one. */
  readonly signature?: (statement: Statement) => Promise<string | null>
  /** How many to render at a time. */
  readonly atOnce: number
  /** Ends what renders at the side. */
  readonly close: () => Promise<void>
}
