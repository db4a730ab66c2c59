import type {CsvReason} from '../exchange/csv-problem.js'
import type {RowReason} from '../exchange/reading.js'
import type {Tool, ToolRefusal} from '../exchange/tool-problem.js'
import {csvReasonText, wordsOfCsvRefusal} from './csv-problems.js'
import type {RefusalText} from './refusals.js'

/** How the programs are called, and how their exports come about. */
const EXPORTS: {readonly [T in Tool]: {readonly name: string; readonly made: string}} = {
  toggl: {name: 'Toggl Track', made: 'the detailed report as CSV'},
  clockify: {name: 'Clockify', made: 'the detailed report as CSV'},
  harvest: {name: 'Harvest', made: 'the detailed time report as CSV'},
  kimai: {name: 'Kimai', made: 'the CSV export of timesheets'},
  timewarrior: {name: 'Timewarrior', made: 'what "timew export" prints'},
  watson: {name: 'Watson', made: 'its file "frames"'},
  klog: {name: 'klog', made: 'what "klog json FILE" prints'},
  timeclock: {name: 'timeclock', made: 'a file with lines that begin with "i" and "o"'},
}

/** What an export of a program is called. */
export const exportText = (tool: Tool): string => `${EXPORTS[tool].name}: ${EXPORTS[tool].made}`

/** What to type for a file that is the export of a program. */
export const toolHint = (tool: Tool): string =>
  `It looks like an export of ${EXPORTS[tool].name}: hourbank import ${tool} FILE.`

/** Why nothing of an export was imported, in English. It may hold text of the file as it is. */
export function wordsOfToolRefusal(refusal: ToolRefusal): RefusalText {
  if (refusal.kind === 'not-of-tool') {
    const {name, made} = EXPORTS[refusal.tool]
    const {looksLike} = refusal
    return {
      message: `This is no export of ${name}.`,
      hint: looksLike === null ? `Take ${made}.` : toolHint(looksLike),
    }
  }
  if (refusal.kind === 'not-json') {
    const {name, made} = EXPORTS[refusal.tool]
    return {message: `This is no export of ${name}: it is not valid JSON.`, hint: `Take ${made}.`}
  }
  return wordsOfCsvRefusal(refusal)
}

/** Why a row of an export was not imported, in English. */
export const toolReasonText = (reason: CsvReason | RowReason): string => csvReasonText(reason)
