import {readFileSync} from 'node:fs'
import {inflateSync} from 'node:zlib'
import {PAPER} from '../../src/render/pdf/paper.js'
import type {PdfFonts} from '../../src/render/statement-pdf.js'

/** Reads PDFs as pdfkit writes them (a plain table of objects), so that tests need no other program. */

const font = (name: string) => readFileSync(new URL(`../../node_modules/${name}`, import.meta.url))

/** The fonts that statements are printed in. */
export const FONTS: PdfFonts = {
  regular: font('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  bold: font('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  symbols: font('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
}

export interface PdfObject {
  /** What it is, as it is written: `<< /Type /Page … >>`. */
  readonly text: string
  /** Unpacked. */
  readonly stream: Buffer | null
}

/** A line of text on a page: where its base line begins, in points from the top left corner. */
export interface PrintedText {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly size: number
  readonly text: string
}

export class PdfFile {
  readonly objects = new Map<number, PdfObject>()
  readonly trailer: string
  readonly catalog: PdfObject

  constructor(bytes: Uint8Array) {
    const file = Buffer.from(bytes)
    const text = file.toString('latin1')
    this.trailer = text.slice(text.lastIndexOf('trailer'))
    const table = text.slice(text.lastIndexOf('\nxref\n'))
    const offsets = [...table.matchAll(/^(\d{10}) \d{5} n /gm)].map(([, offset]) => Number(offset))
    offsets.forEach((offset, index) => {
      this.objects.set(index + 1, objectAt(file, text, offset))
    })
    this.catalog = this.follow(this.trailer, 'Root') as PdfObject
  }

  /** The object that a key of another refers to. */
  follow(text: string, key: string): PdfObject | undefined {
    const [, id] = new RegExp(`/${key} (\\d+) 0 R`).exec(text) ?? []
    return id === undefined ? undefined : this.objects.get(Number(id))
  }

  /** All objects with something in their text. */
  having(pattern: RegExp): readonly PdfObject[] {
    return [...this.objects.values()].filter(({text}) => pattern.test(text))
  }

  get pages(): readonly PdfObject[] {
    const kids = /\/Kids \[([^\]]*)\]/.exec(this.follow(this.catalog.text, 'Pages')?.text ?? '')?.[1] ?? ''
    return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id]) => this.objects.get(Number(id)) as PdfObject)
  }

  get metadata(): string {
    return this.follow(this.catalog.text, 'Metadata')?.stream?.toString('utf8') ?? ''
  }

  /** A string of the document's information. */
  info(key: string): string | undefined {
    const value = this.follow(this.follow(this.trailer, 'Info')?.text ?? '', key)?.text
    return value === undefined ? undefined : pdfString(value)
  }

  /** How often each kind of element is in the structure. */
  get structure(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const {text} of this.having(/^<<\s*\/S \/\w+\s/)) {
      const [, kind = ''] = /\/S \/(\w+)/.exec(text) ?? []
      if (!kind.startsWith('GTS')) counts[kind] = (counts[kind] ?? 0) + 1
    }
    return counts
  }

  /** The descriptions of its figures. */
  get alternatives(): readonly string[] {
    return this.having(/\/S \/Figure/).map(({text}) =>
      pdfString(/\/Alt (\((?:\\.|[^\\)])*\))/s.exec(text)?.[1] ?? ''),
    )
  }

  /** All text in the order it is drawn, without the spaces at the end of lines. */
  get texts(): readonly PrintedText[] {
    return this.pages.flatMap((page, index) => {
      const fonts = this.#fontsOf(page)
      const content = this.follow(page.text, 'Contents')?.stream?.toString('latin1') ?? ''
      return [...content.matchAll(/^BT$([\s\S]*?)^ET$/gm)].map(([, block = '']) => {
        const [, id = '', size] = /\/(F\d+) ([\d.]+) Tf/.exec(block) ?? []
        const [, x, y] = /1 0 0 1 (\S+) (\S+) Tm/.exec(block) ?? []
        const codes = [...block.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => hex).join('')
        const text = (codes.match(/.{4}/g) ?? []).map(code => fonts.get(id)?.get(code) ?? '\u0000').join('')
        // pdfkit turns the page over, so that it counts from the top, and each text back again.
        const fromTop = PAPER.height - Number(y)
        return {
          page: index + 1,
          x: hundredths(Number(x)),
          y: hundredths(fromTop),
          size: Number(size),
          text: text.trimEnd(),
        }
      })
    })
  }

  /** What the glyphs of each font mean. */
  #fontsOf(page: PdfObject): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const resources = this.follow(page.text, 'Resources')?.text ?? ''
    const fonts = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)]
    return new Map(
      fonts.map(([, name = '', id]) => {
        const meanings = this.follow(this.objects.get(Number(id))?.text ?? '', 'ToUnicode')?.stream
        return [name, meaningsOf(meanings?.toString('latin1') ?? '')]
      }),
    )
  }
}

/** pdfkit writes numbers of single precision. */
const hundredths = (value: number): number => Math.round(value * 100) / 100

function objectAt(file: Buffer, text: string, offset: number): PdfObject {
  const begin = text.indexOf('obj\n', offset) + 4
  const end = text.indexOf('\nendobj', begin)
  const streamBegin = text.indexOf('\nstream\n', begin)
  if (streamBegin === -1 || streamBegin > end) return {text: text.slice(begin, end), stream: null}
  const dictionary = text.slice(begin, streamBegin)
  const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1])
  const packed = file.subarray(streamBegin + 8, streamBegin + 8 + length)
  const isPacked = /\/Filter \/FlateDecode/.test(dictionary)
  return {text: dictionary, stream: isPacked ? inflateSync(packed) : packed}
}

function meaningsOf(map: string): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    ;[...list.matchAll(/<([^>]*)>/g)].forEach(([, units = ''], index) => {
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0')
      const codeUnits = units.split(' ').map(unit => Number.parseInt(unit, 16))
      meanings.set(code, String.fromCharCode(...codeUnits))
    })
  }
  return meanings
}

/** A string of a PDF: bytes, or UTF-16 where they begin with its mark. */
function pdfString(written: string): string {
  const escapes: Readonly<Record<string, string>> = {n: '\n', r: '\r', t: '\t', b: '\b', f: '\f'}
  const bytes = written
    .slice(1, -1)
    .replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character)
  if (!bytes.startsWith('\xfe\xff')) return bytes
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le')
}

/** What PDF/A-3b and tagged PDF ask for and a document does not have. */
export function missingForArchive(pdf: PdfFile): readonly string[] {
  const {catalog, metadata} = pdf
  const intent = pdf.having(/\/S \/GTS_PDFA1/)[0]?.text ?? ''
  const fonts = pdf.having(/\/Type \/Font\s/)
  const files = pdf.having(/\/Type \/Filespec/)
  const demands: Readonly<Record<string, boolean>> = {
    'output intent with a colour profile':
      /\/OutputIntents \[/.test(catalog.text) && pdf.follow(intent, 'DestOutputProfile')?.stream !== null,
    'XMP part 3': metadata.includes('<pdfaid:part>3</pdfaid:part>'),
    'XMP conformance B': metadata.includes('<pdfaid:conformance>B</pdfaid:conformance>'),
    'marked as tagged': /\/Marked true/.test(pdf.follow(catalog.text, 'MarkInfo')?.text ?? ''),
    'structure tree':
      (pdf.structure.Document ?? 0) === 1 && pdf.follow(catalog.text, 'StructTreeRoot') !== undefined,
    'all content tagged': pdf.pages.every(page =>
      isTagged(pdf.follow(page.text, 'Contents')?.stream ?? null),
    ),
    language: /\/Lang \((de|en)\)/.test(catalog.text),
    'title shown': /\/DisplayDocTitle true/.test(pdf.follow(catalog.text, 'ViewerPreferences')?.text ?? ''),
    'file identifier': /\/ID \[/.test(pdf.trailer),
    'every font embedded': fonts.every(({text}) => isEmbedded(pdf, text)),
    'attached file with its relationship':
      files.length > 0 && files.every(({text}) => /\/AFRelationship \/(Data|Unspecified)/.test(text)),
    'file associated with the document': /\/AF \[\d+ 0 R( \d+ 0 R)*\]/.test(catalog.text),
    'file in the list of attachments': /\/EmbeddedFiles/.test(pdf.follow(catalog.text, 'Names')?.text ?? ''),
    'type and date of the file': pdf
      .having(/\/Type \/EmbeddedFile\s/)
      .some(({text}) => /\/Subtype \/application#2Fjson/i.test(text) && /\/ModDate \(/.test(text)),
  }
  return Object.keys(demands).filter(demand => !demands[demand])
}

/** Composite fonts are embedded in the font they are made of. */
const isEmbedded = (pdf: PdfFile, font: string): boolean =>
  /\/Subtype \/Type0/.test(font) ||
  pdf.follow(pdf.follow(font, 'FontDescriptor')?.text ?? '', 'FontFile2') !== undefined

/** Whether every line, box, image and text of a page stands between the marks of an element or artifact. */
function isTagged(content: Buffer | null): boolean {
  let depth = 0
  for (const line of content?.toString('latin1').split('\n') ?? []) {
    if (/ (BDC|BMC)$/.test(line)) depth += 1
    else if (line === 'EMC') depth -= 1
    else if (depth === 0 && /(^| )(TJ|Tj|S|f|re|Do)( |$)/.test(line)) return false
  }
  return true
}
