/** How SSH writes what is more than one text: each part with its length before it (RFC 4251, section 5). */

/** A text or bytes, with the length in four bytes before it. */
export function wireString(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([wireNumber(bytes.length), bytes])
}

/** A number in four bytes, the largest first. */
export function wireNumber(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Something that is not written as it should be. Whoever begins to read catches it. */
export class WireError extends Error {
  override readonly name = 'WireError'
}

/** Reads part by part. @throws WireError where there is less than it says, or something else than expected */
export class WireReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes)
  }

  take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new WireError('cut short')
    const part = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return part
  }

  number(): number {
    return this.take(4).readUInt32BE()
  }

  string(): Buffer {
    return this.take(this.number())
  }

  text(): string {
    return this.string().toString('latin1')
  }

  /** What has to stand here, and nothing else. */
  expect(content: string | Uint8Array): void {
    const bytes = Buffer.from(content)
    if (!this.take(bytes.length).equals(bytes)) throw new WireError('something else')
  }

  /** What is left. */
  rest(): Buffer {
    return this.take(this.#bytes.length - this.#at)
  }

  end(): void {
    if (this.rest().length > 0) throw new WireError('something after the end')
  }
}

/** What is read, or undefined where it is not written as it should be. */
export function readWire<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}
