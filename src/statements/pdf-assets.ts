import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {inflateSync} from 'node:zlib'
import {codeOf, onFile} from '../disk/fault.js'
import type {PdfFonts} from '../render/statement-pdf.js'
import {InvalidLogoError, type LogoProblem, NoLogoError} from './statement-errors.js'

/** Where bin/build.js puts the fonts: beside the program. */
const FONT_FOLDER = new URL('./fonts/', import.meta.url)

/** The fonts of the statements, which come with the program. */
export function loadFonts(folder = FONT_FOLDER): PdfFonts {
  const read = (name: string) => {
    const path = fileURLToPath(new URL(name, folder))
    return onFile(path, () => readFileSync(path))
  }
  return {regular: read('NotoSans-Regular.ttf'), bold: read('NotoSans-SemiBold.ttf')}
}

/**
 * The logo of the provider's profile.
 * @throws NoLogoError there is none at the path · InvalidLogoError it is no PNG or JPEG that can be printed
 * @throws FaultError it cannot be read
 */
export function loadLogo(path: string): Uint8Array {
  const bytes = readLogo(path)
  const problem = problemOf(bytes)
  if (problem === null) return bytes
  throw new InvalidLogoError(path, problem)
}

function readLogo(path: string): Uint8Array {
  try {
    return onFile(path, () => readFileSync(path))
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'ENOENT' && code !== 'EISDIR') throw error
    throw new NoLogoError(path, {isFolder: code === 'EISDIR'})
  }
}

const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const JPEG_START = Uint8Array.of(0xff, 0xd8, 0xff)

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** What is wrong with an image, or null. Looked at here, as pdfkit trusts what it is given. */
function problemOf(bytes: Uint8Array): LogoProblem | null {
  if (startsWith(bytes, PNG_SIGNATURE)) return problemOfPng(bytes)
  if (startsWith(bytes, JPEG_START)) return problemOfJpeg(bytes)
  return 'neither-png-nor-jpeg'
}

/** As a letterhead needs a tenth of it: an image that unpacks to gigabytes is a mistake or a trap. */
const MOST_PIXELS = 25_000_000
const MOST_BYTES_A_PIXEL = 8

/** Checks that all parts of the file are there and that its pixels can be unpacked. */
function problemOfPng(bytes: Uint8Array): LogoProblem | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks = chunksOf(file)
  const header = chunks.find(({kind}) => kind === 'IHDR')?.content
  const pixels = chunks.filter(({kind}) => kind === 'IDAT').map(({content}) => content)
  const isComplete = chunks.at(-1)?.kind === 'IEND'
  if (header?.length !== 13 || pixels.length === 0 || !isComplete) return 'png-too-short'
  const size = header.readUInt32BE(0) * header.readUInt32BE(4)
  if (size > MOST_PIXELS) return 'too-many-pixels'
  try {
    inflateSync(Buffer.concat(pixels), {maxOutputLength: 2 * MOST_BYTES_A_PIXEL * MOST_PIXELS})
    return size > 0 ? null : 'no-pixels'
  } catch {
    return 'png-damaged'
  }
}

function chunksOf(file: Buffer): readonly {readonly kind: string; readonly content: Buffer}[] {
  const chunks = []
  for (let at = PNG_SIGNATURE.length; at + 12 <= file.length; ) {
    const end = at + 8 + file.readUInt32BE(at)
    if (end + 4 > file.length) break
    const kind = file.toString('latin1', at + 4, at + 8)
    chunks.push({kind, content: file.subarray(at + 8, end)})
    if (kind === 'IEND') break
    at = end + 4
  }
  return chunks
}

/** Finds the frame's header, which has the size and the number of colours. */
function problemOfJpeg(bytes: Uint8Array): LogoProblem | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 10 <= file.length && file[at] === 0xff; ) {
    const marker = file[at + 1] ?? 0
    if (isFrame(marker)) {
      // PDF/A with an RGB profile has no place for the four colours of a printing press.
      return file[at + 9] === 4 ? 'jpeg-in-cmyk' : null
    }
    at += 2 + file.readUInt16BE(at + 2)
  }
  return 'jpeg-damaged'
}

/** SOF0 to SOF15, without the three markers among them that mean something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
