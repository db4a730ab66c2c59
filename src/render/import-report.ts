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
    readonly heldBack: number
  }[]
  readonly imported: number
  readonly repeated: number
  readonly heldBack: number
  readonly refused: readonly Refused[]
  readonly warnings: readonly {readonly line: number; readonly text: string}[]
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
    warningLines(report.warnings, look),
    drawParagraph(sums(report), look.width).join('\n'),
  ]
  return blocks.filter(block => block !== '').join('\n\n')
}

function understood({file, sentences: [first = '', ...others]}: ImportReport, look: Look): string {
  return [`${file}: ${first}`, ...others].flatMap(line => drawParagraph(line, look.width)).join('\n')
}

function contractTable({contracts, heldBack}: ImportReport, look: Look): string {
  const columns = [
    {heading: 'Contract'},
    {heading: 'Imported', align: 'right'},
    {heading: 'There already', align: 'right'},
    {heading: 'Refused', align: 'right'},
    ...(heldBack > 0 ? ([{heading: 'Held back', align: 'right'}] as const) : []),
  ] as const
  const rows = contracts.map(contract => {
    const {id, imported, repeated, refused} = contract
    const counts = [imported, repeated, refused, ...(heldBack > 0 ? [contract.heldBack] : [])]
    return {cells: [id, ...counts.map(String)]}
  })
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
  return hanging(texts, look)
}

/** So many are shown; whoever wants all of a longer list takes JSON. */
const MAX_WARNINGS = 20

function warningLines(warnings: ImportReport['warnings'], look: Look): string {
  const shown = warnings.slice(0, MAX_WARNINGS).map(({line, text}) => `! line ${line}: ${text}`)
  const left = warnings.length - shown.length
  return hanging(left > 0 ? [...shown, `! ${left} more: --json has all of them.`] : shown, look)
}

/** Paragraphs whose later lines stand further in. */
const hanging = (texts: readonly string[], look: Look): string =>
  texts
    .flatMap(text =>
      drawParagraph(text, look.width - 2).map((line, index) => (index > 0 ? `  ${line}` : line)),
    )
    .join('\n')

function sums({imported, repeated, heldBack, refused, blankRows, dryRun}: ImportReport): string {
  const rows = `${imported} ${imported === 1 ? 'row' : 'rows'}`
  const start = dryRun ? `Dry run, nothing written: ${rows} would be imported` : `${rows} imported`
  const held = heldBack > 0 ? `, ${heldBack} held back by those that are refused` : ''
  const blank = blankRows > 0 ? `, ${blankRows} blank` : ''
  return `${start}, ${repeated} there already, ${refused.length} refused${held}${blank}.`
}
