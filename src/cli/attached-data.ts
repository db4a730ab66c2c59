import {inflateSync} from 'node:zlib'

const MAX_BYTES = 64 * 1024 * 1024

/** Whether a file is a PDF. */
export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-'

/** The file that is attached to a PDF of this program; undefined where there is none, or it cannot be unpacked. */
export function attachedData(pdf: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const type = file.indexOf('/Type /EmbeddedFile\n')
  const stream = file.indexOf('\nstream\n', type)
  if (type === -1 || stream === -1) return undefined
  const head = file.subarray(file.lastIndexOf(' obj', type), stream).toString('latin1')
  const length = Number(/\/Length (\d+)/.exec(head)?.[1])
  const packed = file.subarray(stream + '\nstream\n'.length).subarray(0, length)
  if (!/\/Filter \/FlateDecode/.test(head)) return packed
  try {
    return inflateSync(packed, {maxOutputLength: MAX_BYTES})
  } catch {
    return undefined
  }
}
