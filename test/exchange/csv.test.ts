import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {type CsvReading, readCsv} from '../../src/exchange/csv.js'
import {type CsvMappingFlags, readMapping} from '../../src/exchange/csv-mapping.js'

const utf8 = (text: string) => new TextEncoder().encode(text)

function mappingOf(file: unknown, flags?: CsvMappingFlags) {
  const mapping = readMapping(file, flags)
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.refusal))
  return mapping.value
}

const result = (text: string, file: unknown = {}, flags?: CsvMappingFlags) =>
  readCsv(utf8(text), mappingOf(file, flags))

function read(text: string, file?: unknown, flags?: CsvMappingFlags): CsvReading {
  const reading = result(text, file, flags)
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusal))
  return reading.value
}

const drafts = (reading: CsvReading) => reading.rows.flatMap(row => (row.kind === 'draft' ? [row.draft] : []))
const refusals = (reading: CsvReading) =>
  reading.rows.flatMap(row => (row.kind === 'problem' ? [row.problem] : []))
/** The ids that the first version made. */
const formerIds = (reading: CsvReading) =>
  drafts(reading).map(({formerIdentity}) => {
    const digest = createHash('sha256')
      .update(formerIdentity() ?? '')
      .digest('hex')
    return `csv-${digest.slice(0, 20)}`
  })

/** The single row of a file with these columns. */
function row(columns: Readonly<Record<string, string>>, file: unknown = {}) {
  const cells = {contract: 'acme', day: '2026-11-02', hours: '1', ...columns}
  const kept = Object.entries(cells).filter(([, cell]) => cell !== '-')
  const quoted = (texts: readonly string[]) => texts.map(text => `"${text}"`).join(',')
  const reading = read(
    `${quoted(kept.map(([name]) => name))}\n${quoted(kept.map(([, cell]) => cell))}\n`,
    file,
  )
  return {draft: drafts(reading)[0], reason: refusals(reading)[0]?.reason}
}

describe('the helpdesk example', () => {
  const bytes = readFileSync(new URL('../../fixtures/import/helpdesk.csv', import.meta.url))
  const file = JSON.parse(
    readFileSync(new URL('../../fixtures/import/helpdesk-mapping.json', import.meta.url), 'utf8'),
  ) as unknown
  const reading = readCsv(bytes, mappingOf(file))
  if (!reading.ok) throw new Error(reading.refusal.kind)

  it('gives a draft or a refusal for every row', () => {
    expect(reading.value.rows).toHaveLength(9)
    expect(reading.value.blankRows).toBe(1)
    expect(refusals(reading.value)).toEqual([
      {line: 12, column: 'Datum', value: '31.11.2026', reason: {kind: 'impossible-day'}},
      {line: 13, column: 'Stunden', value: '26,5', reason: {kind: 'over-a-day', minutes: 1590}},
      {line: 14, column: 'Stunden', value: '0', reason: {kind: 'zero-duration'}},
    ])
  })

  it('translates, converts and fills in what the mapping says', () => {
    expect(drafts(reading.value)[0]).toEqual({
      ...{
        id: null,
        formerIdentity: expect.any(Function),
        isDayOnly: false,
      },
      contract: 'muster-soehne',
      start: {kind: 'local', day: '2026-11-02', minuteOfDay: 555},
      length: {kind: 'worked', minutes: 45},
      requester: 'Frau Beispiel',
      consultant: 'J. Probe',
      ticket: '5001',
      text: 'Drucker druckt nur noch "Käse"',
      place: 'remote',
      channel: 'ticket',
      class: 'extended',
    })
    expect(drafts(reading.value).at(-1)?.class).toBe('standard')
  })

  it('reports what was understood', () => {
    expect(reading.value.unusedColumns).toEqual(['Interne Notiz'])
    expect(reading.value.dialect.encoding).toBe('windows-1252')
    const names = reading.value.rows.flatMap(row =>
      row.kind === 'draft' ? [`${row.contractName}: ${row.draft.contract}`] : [],
    )
    expect([...new Set(names)]).toEqual(['Muster & Söhne: muster-soehne', 'Beispiel AG: beispiel-ag'])
  })

  it('keeps two identical rows as two drafts', () => {
    expect(drafts(reading.value)).toHaveLength(6)
  })
})

describe('mapping', () => {
  it('names unknown fields by their path', () => {
    const unknown = readMapping({columns: {dya: 'Datum'}, separator: ';'})
    expect(unknown).toMatchObject({refusal: {problems: [{path: 'columns.dya'}, {path: 'separator'}]}})
  })

  it.each([
    {map: ['hours']},
    {map: ['hours=a', 'hours=b']},
    {set: ['id=one']},
    {delimiter: '#'},
    {encoding: 'utf-7'},
    {defaultTime: '24:00'},
    {dateFormat: 'YY'},
  ])('refuses the flags %j', flags => {
    expect(readMapping({}, flags)).toMatchObject({ok: false, refusal: {kind: 'invalid-mapping'}})
  })

  it('lets a flag win over the file, whether it maps or sets', () => {
    const file = {
      columns: {contract: 'Kunde', day: 'Tag'},
      constants: {channel: 'ticket'},
      encoding: 'latin1',
    }
    expect(mappingOf(file, {set: ['contract=acme'], map: ['channel=Weg'], encoding: 'UTF8'})).toEqual({
      columns: {day: 'Tag', channel: 'Weg'},
      constants: {contract: 'acme'},
      values: {},
      encoding: 'utf-8',
    })
  })

  it('takes columns with known names without a mapping, in German and English', () => {
    const reading = read('Vertrag;Datum;Stunden;Berater;Rest\nacme;2.11.2026;1,5;J. Probe;x\n')
    expect(reading.columns.map(({field, column}) => `${field}=${column}`)).toEqual([
      'contract=Vertrag',
      'day=Datum',
      'hours=Stunden',
      'consultant=Berater',
    ])
    expect(reading.unusedColumns).toEqual(['Rest'])
    expect(drafts(reading)[0]).toMatchObject({start: {day: '2026-11-02'}, length: {minutes: 90}})
  })

  it('takes the columns with known names beside those that are mapped', () => {
    const reading = read('Kunde,Datum,Std.,Von\nacme,2026-11-02,1,9:30\n', {}, {map: ['time=Von']})
    expect(reading.columns.map(({field, column}) => `${field}=${column}`)).toEqual([
      'contract=Kunde',
      'day=Datum',
      'time=Von',
      'hours=Std.',
    ])
  })

  it.each([
    {map: ['end=Bis'], header: 'contract,start,Bis,hours', unused: ['hours'], rule: 'another length'},
    {map: ['day=Am'], header: 'contract,Am,start,hours', unused: ['start'], rule: 'another start'},
    {map: ['start=Am'], header: 'contract,Am,time,hours', unused: ['time'], rule: 'a time beside it'},
    {map: ['text=Kunde'], header: 'contract,day,hours,Kunde', unused: [], rule: 'what is mapped already'},
    {set: ['day=2026-11-02'], header: 'contract,start,hours', unused: ['start'], rule: 'what is set'},
  ])('looks for no other column that would say $rule', ({header, unused, map = [], set = []}) => {
    expect(read(`${header}\n`, {}, {map, set}).unusedColumns).toEqual(unused)
  })

  it('lists the header when a column is missing', () => {
    expect(result('a,b\n1,2\n', {columns: {contract: 'c'}})).toEqual({
      ok: false,
      refusal: {kind: 'unknown-column', field: 'contract', column: 'c', header: ['a', 'b']},
    })
  })

  it.each([
    ['day,hours', ['contract']],
    ['contract,hours', ['start', 'day']],
    ['contract,day', ['duration', 'hours', 'minutes', 'end']],
  ])('refuses the header %s for the field it lacks', (header, oneOf) => {
    expect(result(`${header}\n`)).toMatchObject({refusal: {kind: 'missing-field', oneOf}})
  })

  it('refuses two columns that could both be the contract', () => {
    expect(result('Kunde,Projekt,day,hours\n')).toMatchObject({
      refusal: {kind: 'ambiguous-column', field: 'contract', columns: ['Kunde', 'Projekt']},
    })
  })

  it('refuses a column whose name occurs twice', () => {
    expect(
      result('contract,day,h,h\n', {columns: {contract: 'contract', day: 'day', hours: 'h'}}),
    ).toMatchObject({
      refusal: {kind: 'ambiguous-column', field: 'hours'},
    })
  })

  it('refuses hours and minutes side by side: they might be two parts of one duration', () => {
    expect(result('contract,day,hours,minutes\n')).toMatchObject({
      refusal: {kind: 'conflicting-fields', fields: ['hours', 'minutes']},
    })
  })

  it('prefers a duration to an end and lists the end as unused', () => {
    expect(read('contract,start,end,duration\n').unusedColumns).toEqual(['end'])
  })
})

describe('rows', () => {
  it('names the line of a row with too few or too many cells', () => {
    const reading = read('contract,day,hours\nacme,2026-11-02\nacme,2026-11-02,1,5\n')
    expect(refusals(reading)).toEqual([
      {line: 2, column: null, value: null, reason: {kind: 'column-count', expected: 3, found: 2}},
      {line: 3, column: null, value: null, reason: {kind: 'column-count', expected: 3, found: 4}},
    ])
  })

  it.each(['contract', 'day', 'hours'])('refuses a row whose %s is empty', field => {
    expect(row({[field]: ' '}).reason).toEqual({kind: 'empty'})
  })

  it('keeps text as typed but for white space around it, with control characters', () => {
    expect(row({text: '  a\u001b[31m\nb  '}).draft?.text).toBe('a\u001b[31m\nb')
  })

  it('refuses NUL and text over 10,000 characters', () => {
    expect(row({text: 'a\0b'}).reason).toEqual({kind: 'nul-character'})
    expect(row({text: 'x'.repeat(10_000)}).draft?.text).toHaveLength(10_000)
    expect(row({text: 'x'.repeat(10_001)}).reason).toEqual({kind: 'text-too-long', max: 10_000})
  })

  it('refuses a channel, class or cause that does not exist', () => {
    expect(row({channel: 'Phone'}).draft?.channel).toBe('phone')
    expect(row({channel: 'fax'}).reason).toMatchObject({kind: 'unknown-value'})
    expect(row({class: 'constructor'}, {values: {class: {x: 'standard'}}}).reason).toMatchObject({
      kind: 'unknown-value',
    })
    expect(row({cause: 'me'}, {values: {cause: {'*': 'unknown'}}}).draft?.cause).toBe('unknown')
  })
})

describe('worked time', () => {
  it.each([
    ['0.7', 42],
    ['5,25', 315],
    ['7.333', 440],
    ['0.025', 2],
    ['.5', 30],
    ['1.', 60],
    ['24', 1440],
    ['0.00833333333333333334', 1],
  ])('reads %s hours as %i minutes', (hours, minutes) => {
    expect(row({hours}).draft?.length).toEqual({kind: 'worked', minutes})
  })

  it.each([
    ['0', {kind: 'zero-duration'}],
    ['-0,0', {kind: 'zero-duration'}],
    ['-1', {kind: 'negative-duration'}],
    ['0.008', {kind: 'under-half-a-minute'}],
    ['24.01', {kind: 'over-a-day', minutes: 1441}],
    ['1.234,5', {kind: 'invalid-number'}],
    ['1h', {kind: 'invalid-number'}],
    ['0x10', {kind: 'invalid-number'}],
    ['.', {kind: 'invalid-number'}],
    ['1e3', {kind: 'invalid-number'}],
  ])('refuses %s hours', (hours, reason) => {
    expect(row({hours}).reason).toEqual(reason)
  })

  it('takes only the decimal sign that is given', () => {
    expect(row({hours: '1.5'}, {decimal: ','}).reason).toEqual({kind: 'invalid-number', decimal: ','})
  })

  it('rounds hundredths of hours exactly as integers do', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 2400}), hundredths => {
        const hours = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
        expect(row({hours}).draft?.length).toEqual({
          kind: 'worked',
          minutes: Math.floor((hundredths * 60 + 50) / 100),
        })
      }),
      {numRuns: 50},
    )
  })

  it('reads durations as people type them and h:mm:ss of timers', () => {
    expect(row({hours: '-', duration: '1h 30m'}).draft?.length).toEqual({kind: 'worked', minutes: 90})
    expect(row({hours: '-', duration: '00:45:30'}).draft?.length).toEqual({kind: 'worked', minutes: 46})
    expect(row({hours: '-', duration: '0:00:29'}).reason).toEqual({kind: 'under-half-a-minute'})
    expect(row({hours: '-', duration: '1,5'}).reason).toMatchObject({
      kind: 'invalid-duration',
      readings: ['1,5h', '1:05'],
    })
    expect(row({hours: '-', duration: '-2h'}).reason).toEqual({kind: 'negative-duration'})
  })

  it('reads decimal minutes', () => {
    expect(row({hours: '-', minutes: '90,5'}).draft?.length).toEqual({kind: 'worked', minutes: 91})
  })

  it('passes an end on, whose minutes depend on the time zone', () => {
    const until = (end: string, time = '22:30') => row({hours: '-', time, end})
    expect(until('01:15').draft?.length).toEqual({kind: 'until', end: {kind: 'time', minuteOfDay: 75}})
    expect(until('2026-11-03 1:15').draft?.length).toEqual({
      kind: 'until',
      end: {kind: 'local', day: '2026-11-03', minuteOfDay: 75},
    })
    expect(until('2026-11-03').reason).toEqual({kind: 'missing-time'})
    expect(until('01:15', '').reason).toEqual({kind: 'missing-time'})
  })
})

describe('start', () => {
  const startOf = (start: string, file?: unknown) => row({day: '-', start}, file)

  it('starts at 9:00, or at the default time, on a day without a time', () => {
    expect(startOf('2026-11-02').draft?.start).toEqual({kind: 'local', day: '2026-11-02', minuteOfDay: 540})
    expect(startOf('2026-11-02', {defaultTime: '13:30'}).draft?.start).toMatchObject({minuteOfDay: 810})
    expect(row({time: ''}).draft?.start).toMatchObject({minuteOfDay: 540})
  })

  it.each([
    '2026-11-02 14:05',
    '2026-11-02T14:05:59',
    '02.11.2026 14:05',
  ])('reads %s in local time', start => {
    expect(startOf(start).draft?.start).toEqual({kind: 'local', day: '2026-11-02', minuteOfDay: 845})
  })

  it.each([
    ['2026-11-02T14:05:00+01:00', '2026-11-02T14:05:00+01:00'],
    ['2026-11-02 9:05 +0100', '2026-11-02T09:05:00+01:00'],
    ['2026-11-02T14:05Z', '2026-11-02T14:05:00+00:00'],
  ])('reads %s as an instant', (start, instant) => {
    expect(startOf(start).draft?.start).toEqual({kind: 'instant', instant})
  })

  it.each([
    ['20-Jan-05', 'D-MMM-YY', '2005-01-20'],
    ['3-Mär-26', 'D-MMM-YY', '2026-03-03'],
    ['3-Jän-26', 'D-MMM-YY', '2026-01-03'],
    ['03/04/2026', 'DD/MM/YYYY', '2026-04-03'],
    ['03/04/2026', 'MM/DD/YYYY', '2026-03-04'],
  ])('reads %s as %s', (day, dateFormat, expected) => {
    expect(row({day}, {dateFormat}).draft?.start).toMatchObject({day: expected})
  })

  it('refuses a day that could be two, and names the formats', () => {
    expect(row({day: '03/04/2026'}).reason).toEqual({
      kind: 'ambiguous-day',
      formats: ['DD/MM/YYYY', 'MM/DD/YYYY'],
    })
  })

  it.each([
    ['2026-02-30', 'impossible-day'],
    ['31.11.2026', 'impossible-day'],
    ['2026-2-3', 'invalid-day'],
    ['1.2.26', 'invalid-day'],
    ['2026-11-02 9:00', 'invalid-day'],
    ['yesterday', 'invalid-day'],
  ])('refuses the day %s', (day, kind) => {
    expect(row({day}).reason).toMatchObject({kind})
  })

  it('refuses another format than the one given, and months that do not exist', () => {
    expect(row({day: '2026-11-02'}, {dateFormat: 'DD.MM.YYYY'}).reason).toMatchObject({kind: 'invalid-day'})
    expect(row({day: '3-Foo-26'}, {dateFormat: 'D-MMM-YY'}).reason).toEqual({kind: 'impossible-day'})
  })

  it.each(['24:00', '9:60', '9', '2 PM'])('refuses the time %s', time => {
    expect(row({time}).reason).toEqual({kind: 'invalid-time'})
  })
})

describe('ids', () => {
  it('are taken from an id column, and checked', () => {
    const {draft} = row({id: 'T-17'})
    expect([draft?.id, draft?.formerIdentity()]).toEqual(['T-17', null])
    expect(row({id: ''}).draft?.id).toBeNull()
    expect(row({id: '../x'}).reason).toEqual({kind: 'invalid-entry-id'})
  })
})

describe('the ids of the first version', () => {
  const header = 'contract,day,hours,text,note'
  const rows = ['a,2026-11-02,1,x,1', 'a,2026-11-02,1,x,2', 'b,2026-11-02,1,x,3', 'a,2026-11-03,0.5,y,4']
  const file = (lines: readonly string[]) => [header, ...lines].join('\n')

  it('are as they were', () => {
    expect(formerIds(read('contract,day,hours\nacme,2026-11-02,1\n'))).toEqual(['csv-62236a870b5363615348'])
  })

  it('are distinct, also for rows that say the same, whatever the order of rows', () => {
    const ids = new Set(formerIds(read(file(rows))))
    expect(ids.size).toBe(4)
    expect(new Set(formerIds(read(file(rows.toReversed()))))).toEqual(ids)
  })

  it('do not change with constants that only classify, but with whose work it was', () => {
    const plain = formerIds(read(file(rows)))
    expect(formerIds(read(file(rows), {}, {set: ['channel=phone']}))).toEqual(plain)
    expect(formerIds(read(file(rows), {}, {set: ['consultant=J. Probe']}))).not.toEqual(plain)
  })

  it('are of the mapped columns only, where one was mapped', () => {
    const flags = {map: ['contract=contract', 'day=day', 'hours=hours']}
    const [id] = formerIds(read(file(rows), {}, flags))
    expect(id).toBe(formerIds(read('contract,day,hours\na,2026-11-02,1\n'))[0])
  })
})
