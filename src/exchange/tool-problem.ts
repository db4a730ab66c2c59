import type {CsvReason, CsvRefusal} from './csv-problem.js'

/** The programs whose exports are known. */
export const TOOLS = [
  'toggl',
  'clockify',
  'harvest',
  'kimai',
  'timewarrior',
  'watson',
  'klog',
  'timeclock',
] as const

export type Tool = (typeof TOOLS)[number]

/** Why nothing of an export of another program is imported; without words, as a `Refusal` is. */
export type ToolRefusal =
  | CsvRefusal
  /** It is something else, perhaps an export of another one. */
  | {readonly kind: 'not-of-tool'; readonly tool: Tool; readonly looksLike: Tool | null}
  | {readonly kind: 'not-json'; readonly tool: Tool; readonly reason: string}

/** Why a row of an export is not imported: of a CSV export also what only such a file can have wrong. */
export type ToolReason = CsvReason
