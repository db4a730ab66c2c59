declare global {
  namespace PDFKit.Mixins {
    interface PDFImage {
      /** An image as pdfkit's guide has it; its types do not say so yet. */
      openImage(src: Buffer): {readonly width: number; readonly height: number; readonly colorSpace?: string}
    }
  }
}

/** What is wrong with an image that cannot be printed. */
export type LogoProblem =
  | 'neither-png-nor-jpeg'
  | 'svg'
  | 'png-damaged'
  | 'too-many-pixels'
  | 'jpeg-damaged'
  | 'jpeg-in-cmyk'

/** As a letterhead needs a tenth of it: an image that unpacks to gigabytes is a mistake or a trap. */
const MOST_PIXELS = 25_000_000

/** An image as statements print it, made once for all of them; or what is wrong with it. */
export async function printableLogo(bytes: Uint8Array): Promise<Uint8Array | LogoProblem> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = file.toString('hex', 0, 8)
  if (start === '89504e470d0a1a0a') return plainPng(file)
  if (start.startsWith('ffd8ff')) return checkedJpeg(file)
  return file.toString('utf8', 0, 1000).includes('<svg') ? 'svg' : 'neither-png-nor-jpeg'
}

/**
 * The picture as 8-bit RGB on white paper. pdfkit trusts what it is given, loses half of a palette of 4 bits with
 * transparency, and takes transparency apart for each document anew: 0.2 s where there are 1200 × 400 pixels.
 */
async function plainPng(file: Buffer): Promise<Uint8Array | LogoProblem> {
  const {
    default: {PNG},
  } = await import('pngjs')
  try {
    // Every PNG begins with its width and height.
    if (file.readUInt32BE(16) * file.readUInt32BE(20) > MOST_PIXELS) return 'too-many-pixels'
    return PNG.sync.write(PNG.sync.read(file), {colorType: 2})
  } catch {
    return 'png-damaged'
  }
}

/** A JPEG is printed as it is. PDF/A with an RGB profile has no place for the four colours of a printing press. */
async function checkedJpeg(file: Buffer): Promise<Uint8Array | LogoProblem> {
  const {default: PDFDocument} = await import('pdfkit')
  try {
    const {width, height, colorSpace} = new PDFDocument({autoFirstPage: false, font: ''}).openImage(file)
    if (colorSpace === 'DeviceCMYK') return 'jpeg-in-cmyk'
    return colorSpace !== undefined && width > 0 && height > 0 ? file : 'jpeg-damaged'
  } catch {
    return 'jpeg-damaged'
  }
}
