import {inflateSync} from 'node:zlib'

const MAX_BYTES = 64 * 1024 * 1024

/** Whether a file is a PDF. */
export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

const EMBEDDED = '/Type /EmbeddedFile\n'

/** The files that are attached to a PDF of this program, in their order, but for what cannot be unpacked. */
export function attachedFiles(pdf: Uint8Array): readonly Uint8Array[] {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const files: Uint8Array[] = []
  for (let at = file.indexOf(EMBEDDED); at !== -1; at = file.indexOf(EMBEDDED, at + EMBEDDED.length)) {
    const unpacked = fileAt(file, at)
    if (unpacked !== undefined) files.push(unpacked)
  }
  return files
}

function fileAt(pdf: Buffer, type: number): Uint8Array | undefined {
  const stream = pdf.indexOf('\nstream\n', type)
  if (stream === -1) return undefined
  const head = pdf.subarray(pdf.lastIndexOf(' obj', type), stream).toString('latin1')
  const length = Number(/\/Length (\d+)/.exec(head)?.[1])
  const packed = pdf.subarray(stream + '\nstream\n'.length).subarray(0, length)
  if (!/\/Filter \/FlateDecode/.test(head)) return packed
  try {
    return inflateSync(packed, {maxOutputLength: MAX_BYTES})
  } catch {
    return undefined
  }
}
