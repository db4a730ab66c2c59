import {describe, expect, test} from 'vitest'
import type {Account, OpenPage} from '../../src/domain/page.js'
import type {Statement} from '../../src/domain/statement.js'
import {buildStatement} from '../../src/operations/build-statement.js'
import {closeDueMonths} from '../../src/operations/close-month.js'
import {renderStatementsCsv} from '../../src/render/statement-csv.js'
import {statementFileText} from '../../src/render/statement-json.js'
import {createPdfRenderer} from '../../src/render/statement-pdf.js'
import {renderStatement} from '../../src/render/statement-table.js'
import {accepted, at, closingAt, month, PROVIDER} from '../support/account-builder.js'
import {FONTS, PdfFile} from '../support/pdf-file.js'
import {Desk, levelsOf} from '../support/requests.js'

// What only the provider should read has a marker in every field there is (domain §4), and no form of a statement has it.

const MARKER = 'GEHEIM'
/** A minute at which nothing is done in these books. */
const MOMENT = '03:33:33'
const elsewhere = {contract: 'geheim', id: MARKER}

/** What is internal wherever it stands, and what marks it. */
const MARKED: Readonly<Record<string, (value: unknown) => unknown>> = {
  recordedBy: () => MARKER,
  recordedAt: marked,
  forcedBecause: () => MARKER,
  approvedBy: () => MARKER,
  movedFrom: () => elsewhere,
}

/** And what is internal of what was taken back. */
const MARKED_OF_TAKING_BACK: typeof MARKED = {
  reason: () => MARKER,
  by: () => MARKER,
  at: marked,
  movedTo: () => elsewhere,
}

/** And what is internal of an event of a request, and of taking one back. */
const MARKED_OF_EVENT: typeof MARKED = {note: () => MARKER, by: () => MARKER}
const MARKED_OF_TAKEN: typeof MARKED = {reason: () => MARKER, by: () => MARKER, at: marked}

function marked(at: unknown): unknown {
  return String(at).replace(/T.{8}/, `T${MOMENT}`)
}

/** The same with a marker in every field that is internal, however deep. */
function withMarkers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMarkers)
  if (typeof value !== 'object' || value === null) return value
  const marks = {...MARKED, ...marksOf(value)}
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, (marks[key] ?? withMarkers)(field)]),
  )
}

function marksOf(value: object): typeof MARKED {
  if ('tell' in value) return MARKED_OF_TAKING_BACK
  if ('note' in value) return MARKED_OF_EVENT
  return 'reason' in value && 'by' in value ? MARKED_OF_TAKEN : {}
}

/** Late and voided entries, reversals of entries and credits, a correction, credits: all that has internal fields. */
function account(): Account {
  const terms = {rateCents: 12_000, overdraft: {limitMinutes: 0, beyond: 'charge'}} as const
  const books = new Desk(levelsOf(), {terms})
  books.log('2026-01-10', 60, {}, {id: 'reversed'})
  books.log('2026-01-11', 60, {}, {id: 'replaced'})
  const {id} = books.credit('2026-01-12', 30, {reason: 'Umzug', approvedBy: 'Chef', priceCents: 1000})
  books.close('2026-01')
  books.log('2026-02-05', 90, {}, {id: 'forced', force: 'weil'})
  books.log('2026-02-06', 10, {}, {id: 'voided'})
  books.void('voided', '2026-02-07')
  books.void('reversed', '2026-02-08')
  books.correct('replaced', '2026-01-11', 45, {}, {id: 'instead', now: '2026-02-09'})
  books.voidCredit(id, '2026-02-10')
  books.credit('2026-02-11', 15, {kind: 'goodwill', reason: 'Kulanz', approvedBy: 'Chef'})
  const missed = books.open('2026-02-12T09:00:00+01:00', {note: 'intern'})
  books.event(missed, 'responded', '2026-02-12T10:00:00+01:00', {note: 'intern'})
  books.event(missed, 'updated', '2026-02-12T10:05:00+01:00', {note: 'intern'})
  books.voidEvent(missed, '3', '2026-02-12T10:06:00+01:00')
  books.voidRequest(books.open('2026-02-13T09:00:00+01:00'), '2026-02-13T09:30:00+01:00')
  const {open, ...rest} = books.account
  return {...rest, open: withMarkers(open) as readonly [OpenPage & Account['open'][0], ...OpenPage[]]}
}

function statements(): readonly (readonly [string, Statement])[] {
  const open = account()
  const provisional = accepted(buildStatement(open, month('2026-02'), PROVIDER, at('2026-02-20')))
  const closed = accepted(closeDueMonths(open, month('2026-02'), closingAt('2026-03-01')))
  const final = accepted(buildStatement(closed.account, month('2026-02'), PROVIDER, at('2026-03-02')))
  return [
    ['of an open month', provisional],
    ['of a closed month', final],
  ]
}

async function formsOf(statement: Statement): Promise<Readonly<Record<string, string>>> {
  const pdf = new PdfFile(await createPdfRenderer(FONTS)(statement, {logo: null, signature: null}))
  return {
    table: renderStatement(statement, {width: 200, colour: false}),
    csv: renderStatementsCsv([statement]),
    json: statementFileText(statement),
    'text of the PDF': pdf.texts.map(({text}) => text).join(' '),
    'metadata of the PDF': `${pdf.metadata} ${['Title', 'Author', 'Subject', 'Keywords'].map(key => pdf.info(key)).join(' ')}`,
    'data in the PDF': pdf
      .having(/\/Type \/EmbeddedFile\s/)
      .map(({stream}) => stream?.toString('utf8'))
      .join(''),
  }
}

describe.each(statements())('a statement %s', (_, statement) => {
  test('has nothing in any form of what only the provider should read', async () => {
    const forms = await formsOf(statement)
    for (const [form, text] of Object.entries(forms)) {
      expect(text.length, form).toBeGreaterThan(50)
      expect(text.toLowerCase(), form).not.toContain(MARKER.toLowerCase())
      expect(text, form).not.toContain(MOMENT)
      expect(text, form).not.toContain(MOMENT.slice(0, 5))
    }
    expect(forms.json).not.toMatch(
      /"(recordedBy|recordedAt|forcedBecause|approvedBy|movedFrom|movedTo|voiding|by|at)"/,
    )
    expect(forms.json).toContain('Kulanz')
    expect(forms.json).toContain('2026-02-12T10:00:00+01:00') // what happened to a request, and nothing else of it
  })

  test('was made of books that have markers in each of these fields', () => {
    const kinds = statement.movements.map(({kind}) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['entry', 'reversal', 'goodwill']))
    const marked = JSON.stringify(statement.movements)
    for (const field of ['recordedBy', 'forcedBecause', 'approvedBy', 'reason', 'by'])
      expect(marked).toContain(`"${field}":"${MARKER}"`)
    for (const field of ['movedFrom', 'movedTo']) expect(marked).toContain(`"${field}":{"contract":"geheim"`)
    const records = JSON.stringify(account().open.flatMap(({requestRecords}) => requestRecords))
    for (const field of ['note', 'by', 'reason']) expect(records).toContain(`"${field}":"${MARKER}"`)
    for (const field of ['recordedAt', 'at']) expect(marked).toMatch(new RegExp(`"${field}":"[^"]*${MOMENT}`))
  })
})
