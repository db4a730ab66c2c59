import {drawList} from './list.js'
import type {Look} from './look.js'
import {drawParagraph} from './text.js'

/** What became of a file, for a person. */
export interface ImportReport {
  readonly file: string
  /** How it was understood. */
  readonly sentences: readonly string[]
  readonly contracts: readonly {
    readonly id: string
    readonly imported: number
    readonly repeated: number
    readonly refused: number
  }[]
  readonly imported: number
  readonly repeated: number
  readonly refused: readonly Refused[]
  readonly blankRows: number
  readonly dryRun: boolean
}

interface Refused {
  readonly line: number
  readonly column: string | null
  readonly value: string | null
  readonly message: string
}

/** How the file was understood, what became of each contract's rows, every refused line with its reason, the sums. */
export function renderImport(report: ImportReport, look: Look): string {
  const blocks = [
    understood(report, look),
    report.contracts.length > 0 ? contractTable(report, look) : '',
    refusedLines(report.refused, look),
    sums(report),
  ]
  return blocks.filter(block => block !== '').join('\n\n')
}

function understood({file, sentences: [first = '', ...others]}: ImportReport, look: Look): string {
  return [`${file}: ${first}`, ...others].flatMap(line => drawParagraph(line, look.width)).join('\n')
}

function contractTable({contracts}: ImportReport, look: Look): string {
  const columns = [
    {heading: 'Contract'},
    {heading: 'Imported', align: 'right'},
    {heading: 'There already', align: 'right'},
    {heading: 'Refused', align: 'right'},
  ] as const
  const rows = contracts.map(({id, imported, repeated, refused}) => ({
    cells: [id, String(imported), String(repeated), String(refused)],
  }))
  return drawList(columns, rows, look)
}

/** Lines that are refused for the same cell and reason stand together, each with its number. */
function refusedLines(refused: readonly Refused[], look: Look): string {
  const groups = new Map<string, number[]>()
  for (const {line, column, value, message} of refused) {
    const cell = [column ?? '', value === null ? '' : `"${value}"`].filter(part => part !== '').join(' ')
    const what = cell === '' ? message : `${cell}: ${message}`
    const lines = groups.get(what) ?? []
    lines.push(line)
    groups.set(what, lines)
  }
  const texts = [...groups].map(
    ([what, lines]) => `${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}: ${what}`,
  )
  return texts
    .flatMap(text =>
      drawParagraph(text, look.width - 2).map((line, index) => (index > 0 ? `  ${line}` : line)),
    )
    .join('\n')
}

function sums({imported, repeated, refused, blankRows, dryRun}: ImportReport): string {
  const rows = `${imported} ${imported === 1 ? 'row' : 'rows'}`
  const start = dryRun ? `Dry run, nothing written: ${rows} would be imported` : `${rows} imported`
  const blank = blankRows > 0 ? `, ${blankRows} blank` : ''
  return `${start}, ${repeated} there already, ${refused.length} refused${blank}.`
}
