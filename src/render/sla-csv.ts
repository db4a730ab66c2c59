import type {Locale} from '../domain/contract.js'
import {formatDecimal} from '../locale/formats.js'
import {wordsOf} from '../locale/languages.js'
import {terminal} from '../locale/terminal.js'
import type {ContractReport} from '../operations/response-times.js'
import {type CsvCell, csvText} from './csv-text.js'

/**
 * Response times as CSV: a header, then a line for each promise of each contract, with seconds for calculating elsewhere.
 * @param dialect which separators: `;` and decimal comma as German spreadsheets read them
 */
export function renderSlaCsv(reports: readonly ContractReport[], dialect: Locale): string {
  const written = wordsOf(dialect)
  const records = reports.flatMap(({contract, month, status, targets}) =>
    targets.map((target): readonly CsvCell[] => [
      ...[
        contract,
        month,
        status,
        target.event,
        target.channel ?? '',
        target.kind ?? '',
        target.priority ?? '',
      ],
      ...[target.withinMinutes, target.met, target.missed, target.pending].map(number => ({number})),
      target.percent === null ? '' : {number: formatDecimal(target.percent, written)},
      ...[target.medianSeconds, target.p95Seconds, target.worstSeconds].map(number =>
        number === null ? '' : {number},
      ),
    ]),
  )
  return csvText([terminal.sla.headings, ...records], written.csv.delimiter)
}
