import {describe, expect, it} from 'vitest'
import {type GivenDialect, readCsvTable} from '../../src/exchange/csv-dialect.js'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

function read(bytes: Uint8Array, given?: GivenDialect) {
  const table = readCsvTable(bytes, given)
  if (!table.ok) throw new Error(JSON.stringify(table.refusal))
  return table.value
}

const refusalOf = (bytes: Uint8Array, given?: GivenDialect) => {
  const table = readCsvTable(bytes, given)
  return table.ok ? null : table.refusal
}

describe('encoding', () => {
  const text = 'name;x\nMüller;1\n'

  it('takes bytes that are valid UTF-8 as UTF-8', () => {
    expect(read(utf8(text)).dialect).toMatchObject({encoding: 'utf-8', encodingFrom: 'content'})
  })

  it('strips a UTF-8 byte order mark from the first column name', () => {
    const table = read(utf8(`\ufeff${text}`))
    expect(table.dialect.encodingFrom).toBe('bom')
    expect(table.header).toEqual(['name', 'x'])
  })

  it('reads UTF-16 of both byte orders by its mark', () => {
    const little = utf16(`\ufeff${text}`)
    const big = new Uint8Array(Buffer.from(little).swap16())
    expect(read(little)).toMatchObject({dialect: {encoding: 'utf-16le'}, records: [{cells: ['Müller', '1']}]})
    expect(read(big)).toMatchObject({dialect: {encoding: 'utf-16be'}, records: [{cells: ['Müller', '1']}]})
  })

  it('falls back to windows-1252 for bytes that are not UTF-8, and says so', () => {
    const table = read(latin1(text))
    expect(table.dialect).toMatchObject({encoding: 'windows-1252', encodingFrom: 'fallback'})
    expect(table.records[0]?.cells[0]).toBe('Müller')
  })

  it('reads the euro sign and curly quotes of windows-1252, on every Node', () => {
    const bytes = Uint8Array.of(0x61, 0x0a, 0x80, 0x92, 0x96, 0x81, 0xe4)
    expect(read(bytes).records[0]?.cells).toEqual(['€’–\u0081ä'])
  })

  it('lets a given encoding win over what the bytes look like', () => {
    expect(read(utf8('a\nü'), {encoding: 'windows-1252'}).records[0]?.cells).toEqual(['Ã¼'])
  })

  it('refuses bytes that the given encoding cannot have', () => {
    expect(refusalOf(latin1(text), {encoding: 'utf-8'})).toEqual({kind: 'undecodable', encoding: 'utf-8'})
  })
})

describe('delimiter', () => {
  it.each([',', ';', '\t', '|'] as const)('finds %j in the header', delimiter => {
    const table = read(utf8(`a${delimiter}b\n1${delimiter}2\n`))
    expect(table.dialect).toMatchObject({delimiter, delimiterFrom: 'header'})
    expect(table.records).toEqual([{line: 2, cells: ['1', '2']}])
  })

  it('does not count delimiters inside quotes', () => {
    expect(read(utf8('"a,b,c,d";e\n')).header).toEqual(['a,b,c,d', 'e'])
  })

  it('takes the delimiter that a first line sep= names', () => {
    expect(read(utf8('sep=;\r\na;b,c,d\r\n1;2\r\n'))).toMatchObject({
      header: ['a', 'b,c,d'],
      records: [{line: 3}],
    })
  })
})

describe('records', () => {
  it('counts physical lines, also after CRLF inside quotes and empty lines', () => {
    const {records} = read(utf8('a;b\r\n"x\r\ny\r\nz";1\r\n\r\n2;3\r\n'))
    expect(records).toEqual([
      {line: 2, cells: ['x\r\ny\r\nz', '1']},
      {line: 6, cells: ['2', '3']},
    ])
  })

  it('reads CRLF, LF and CR mixed in one file', () => {
    expect(read(utf8('a\r\n1\n2\r3')).records.map(record => record.line)).toEqual([2, 3, 4])
  })

  it('keeps doubled quotes, delimiters and white space in cells', () => {
    expect(read(utf8('a;b\n"say ""hi""; ok"; x \n')).records[0]?.cells).toEqual(['say "hi"; ok', ' x '])
  })

  it('passes over rows without content and counts them', () => {
    expect(read(utf8('a;b\n;\n1;2\n ; \n'))).toMatchObject({records: [{line: 3}], blankRows: 2})
  })

  it('names the line on which a record with broken quotes starts', () => {
    expect(refusalOf(utf8('a;b\n1;2\n\n3;"x\n4;5\n'))).toEqual({kind: 'broken-quotes', line: 4})
    expect(refusalOf(utf8('a;b\n1;x"y\n'))).toEqual({kind: 'broken-quotes', line: 2})
    expect(refusalOf(utf8('a;b\n1;"x"y\n'))).toEqual({kind: 'broken-quotes', line: 2})
  })

  it('refuses a file without a header', () => {
    expect(refusalOf(utf8(''))).toEqual({kind: 'empty-file'})
    expect(refusalOf(utf8('\n\n'))).toEqual({kind: 'empty-file'})
  })
})
