/** An image that pdfkit has opened; pdfkit draws with anything that has these. */
interface OpenedImage {
  readonly width: number
  readonly height: number
  readonly label: string
  /** How a camera was held. */
  readonly orientation?: number
  readonly obj: Part | PDFKit.PDFKitReference | null
  readonly embed: (document: {readonly ref: (data: PartData) => Part}) => void
}

type PartData = Readonly<Record<string, unknown>>

/** What pdfkit writes into a document for an image: its pixels, their transparency, their colours. */
class Part {
  readonly data: PartData
  readonly ended: Promise<void>
  bytes: Uint8Array | undefined
  #end: () => void = () => {}

  constructor(data: PartData = {}) {
    this.data = data
    this.ended = new Promise(resolve => {
      this.#end = resolve
    })
  }

  end(bytes?: Uint8Array): void {
    this.bytes = bytes
    this.#end()
  }
}

/**
 * The logo as it goes into each document. pdfkit takes an image apart for every document it is drawn in, which for
 * one with transparency takes as long as half a statement; here that happens once.
 */
export class Logo {
  readonly #image: OpenedImage
  readonly #main: Part

  private constructor(image: OpenedImage, main: Part) {
    this.#image = image
    this.#main = main
  }

  /** @param document any, to open the image with */
  static async open(document: PDFKit.PDFDocument, bytes: Uint8Array): Promise<Logo> {
    const image = (document as unknown as {openImage: (bytes: Uint8Array) => OpenedImage}).openImage(bytes)
    const {width, height, label, orientation = 1} = image
    image.embed({ref: data => new Part(data)})
    const main = image.obj as Part
    await main.ended
    return new Logo({width, height, label, orientation, obj: null, embed: () => {}}, main)
  }

  /** The logo as large as it fits into a box, at its right and half-way down. */
  draw(
    document: PDFKit.PDFDocument,
    left: number,
    top: number,
    [width, height]: readonly [number, number],
  ): void {
    const image = {...this.#image, obj: write(this.#main, document)}
    document.image(image as unknown as Buffer, left, top, {
      fit: [width, height],
      align: 'right',
      valign: 'center',
    })
  }
}

/** Writes a part and those it names. */
function write({data, bytes}: Part, document: PDFKit.PDFDocument): PDFKit.PDFKitReference {
  const written = (value: unknown): unknown => {
    if (value instanceof Part) return write(value, document)
    return Array.isArray(value) ? value.map(written) : value
  }
  const entries = Object.entries(data).map(([key, value]) => [key, written(value)])
  const reference = document.ref(Object.fromEntries(entries))
  reference.end(bytes)
  return reference
}
