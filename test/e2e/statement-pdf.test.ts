import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {explainFailure} from '../../src/cli/explain-failure.js'
import type {Statement} from '../../src/domain/statement.js'
import {statementFileText} from '../../src/render/statement-json.js'
import {createPdfRenderer} from '../../src/render/statement-pdf.js'
import {loadFonts, loadLogo} from '../../src/statements/pdf-assets.js'
import {STATEMENTS} from '../render/statements.js'
import {LOGO_CMYK, LOGO_JPEG, LOGO_PNG, LOGOS_PNG} from '../support/logos.js'
import {executable} from '../support/program.js'

/** Other programs read the PDFs: poppler (pdftotext and its kin) and qpdf. */

const has = (command: string) => spawnSync(command, ['--version']).error === undefined
const canRead = has('pdftotext')
const canCheck = has('qpdf')

const folder = mkdtempSync(join(tmpdir(), 'hourbank-pdf-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const fileOf = (name: string) => join(folder, `${name}.pdf`)
const builtFonts = pathToFileURL(join(executable, '../../dist/fonts/'))

beforeAll(async () => {
  const render = createPdfRenderer(loadFonts(builtFonts))
  for (const [name, build] of Object.entries(STATEMENTS)) {
    writeFileSync(fileOf(name), await render(build(), {logo: LOGO_PNG, signature: null}))
  }
})

/** What a program prints; throws with its complaint if it has one. */
function output(command: string, ...args: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync(command, args, {encoding: 'utf8'})
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

const NAMES = Object.keys(STATEMENTS)

describe.skipIf(!canRead)('poppler reads the PDF of a statement (needs pdftotext):', () => {
  test.each(NAMES)('%s has as many pages as it says, is tagged and A4', name => {
    const info = output('pdfinfo', fileOf(name))
    const pages = Number(/^Pages: +(\d+)$/m.exec(info)?.[1])
    expect(info).toMatch(/^Tagged: +yes$/m)
    expect(info).toMatch(/^Page size: .*\(A4\)$/m)
    expect(output('pdftotext', fileOf(name), '-')).toMatch(
      new RegExp(`(Seite|Page) ${pages} (von|of) ${pages}`),
    )
  })

  test.each(NAMES)('%s embeds every font', name => {
    const fonts = output('pdffonts', fileOf(name)).split('\n').slice(2).filter(Boolean)
    expect(fonts).toHaveLength(2)
    for (const font of fonts) expect(font).toMatch(/\+NotoSans-\w+ .* Identity-H +yes yes yes/)
  })

  test.each(NAMES)('%s has its JSON attached, to the byte', name => {
    const saved = join(folder, `${name}.json`)
    output('pdfdetach', '-save', '1', '-o', saved, fileOf(name))
    expect(readFileSync(saved, 'utf8')).toBe(statementFileText(STATEMENTS[name]?.() as Statement))
  })

  test('the figures can be taken out as text, in the order of the table', () => {
    const text = output('pdftotext', '-layout', fileOf('de-cap-overage'), '-')
    expect(text).toMatch(/Endsaldo +\u22125:00/)
    expect(text).toMatch(/07\.10\.2026 +Update zurückgenommen +2:45 +0:00 +\u22127:45/)
    expect(text).toMatch(/Brutto +392,70\s€/)
    expect(output('pdftotext', '-layout', fileOf('en-expiry-lapse'), '-')).toMatch(
      /Closing balance +\d+:\d\d/,
    )
  })

  test('the structure has headings, tables with heads, and figures', () => {
    const structure = output('pdfinfo', '-struct-text', fileOf('de-cap-overage'))
    expect(structure).toMatch(/H1[^\n]*\n +"Stundenkontoauszug 1\/2026"/)
    expect(structure).toMatch(/THead[^\n]*\n +TR[^\n]*\n +TH/)
    expect(structure).toMatch(/Figure/)
    expect(structure).not.toContain('Seite 1 von')
  })
})

describe.skipIf(!canCheck)('qpdf finds nothing wrong with the PDF (needs qpdf):', () => {
  test.each(NAMES)('%s', name => {
    expect(output('qpdf', '--check', fileOf(name))).toContain('No syntax or stream encoding errors found')
  })
})

describe('the logo of a letterhead', () => {
  const written = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  /** What is said of a logo that cannot be printed. */
  const refusalOf = async (path: string) => {
    try {
      return (await loadLogo(path)).toString()
    } catch (error) {
      return explainFailure(error).message
    }
  }
  const statement = () => STATEMENTS['en-expiry-lapse']?.() as Statement

  test.skipIf(!canRead).each(Object.entries(LOGOS_PNG))(
    'is printed on white, whatever kind of PNG it is: %s',
    async (kind, bytes) => {
      const logo = await loadLogo(written(kind, bytes))
      const pdf = written(
        `${kind}.pdf`,
        await createPdfRenderer(loadFonts(builtFonts))(statement(), {logo, signature: null}),
      )
      output('pdfimages', pdf, join(folder, kind))
      const white = [255, 255, 255]
      const [red, blue] = [
        [255, 0, 0],
        [0, 0, 255],
      ]
      const row = [...Array(4).fill(red), ...Array(4).fill(blue)]
      const pixels = [...Array(8).fill(white), ...Array(7).fill(row).flat()].flat()
      expect([...readFileSync(join(folder, `${kind}-000.ppm`)).subarray(-8 * 8 * 3)]).toEqual(pixels)
    },
  )

  test('is printed as it is if it is a JPEG', async () => {
    expect(Buffer.from(await loadLogo(written('a.jpg', LOGO_JPEG)))).toEqual(LOGO_JPEG)
  })

  test.each([
    ['something else', Buffer.from('GIF89a'), 'is neither a PNG nor a JPEG'],
    ['empty', Buffer.alloc(0), 'is neither a PNG nor a JPEG'],
    ['a PNG of which only the beginning is there', LOGO_PNG.subarray(0, 10), 'is a damaged PNG'],
    ['a PNG that was cut off', LOGO_PNG.subarray(0, 60), 'is a damaged PNG'],
    [
      'a PNG with damaged pixels',
      changed(LOGO_PNG, afterChunk('IDAT'), Array(8).fill(0xff)),
      'is a damaged PNG',
    ],
    ['a PNG with one damaged bit', changed(LOGO_PNG, afterChunk('IDAT') + 20, [0]), 'is a damaged PNG'],
    [
      'a PNG with a part of less than no length',
      changed(LOGO_PNG, 33, [0xff, 0xff, 0xff, 0xf4]),
      'is a damaged PNG',
    ],
    ['a PNG without pixels', changed(LOGO_PNG, 16, [0, 0, 0, 0]), 'is a damaged PNG'],
    [
      'a PNG of two billion pixels',
      changed(LOGO_PNG, 16, [0x10, 0, 0, 0]),
      'has more than 25 million pixels',
    ],
    ['a JPEG that was cut off', LOGO_JPEG.subarray(0, 30), 'is a damaged JPEG'],
    ['a JPEG without its size', LOGO_JPEG.subarray(0, LOGO_JPEG.indexOf(0xc0) + 4), 'is a damaged JPEG'],
    ['a JPEG for a printing press', LOGO_CMYK, 'is a JPEG in CMYK'],
  ])('is refused if it is %s', async (name, bytes, says) => {
    const path = written(name, bytes)
    expect(await refusalOf(path)).toBe(`The logo ${path} ${says}.`)
  })

  test('is named if it is not there, or is a folder', async () => {
    const path = join(folder, 'none.png')
    expect(await refusalOf(path)).toBe(`There is no logo at ${path}.`)
    expect(await refusalOf(folder)).toBe(`The logo ${folder} is a folder.`)
  })
})

/** Where the content of a chunk of the logo begins. */
function afterChunk(kind: string): number {
  return Buffer.from(LOGO_PNG).indexOf(kind) + kind.length
}

function changed(bytes: Uint8Array, at: number, others: readonly number[]): Uint8Array {
  const copy = Buffer.from(bytes)
  copy.set(others, at)
  return copy
}
