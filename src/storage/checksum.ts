/**
 * Fourteen hexadecimal digits of a text, which differ where the text differs in one place. It is quick, and known to everybody:
 * it finds what was changed by hand, and proves nothing against somebody who sets out to deceive.
 */
export function checksumOf(text: string): string {
  const words = wordsOf(text)
  let [high, low] = [text.length, words.length]
  // By words, as most pages are read by a process that has just begun, in which a loop is slow.
  for (const word of words) {
    high = Math.imul(high ^ word, -1_640_531_535)
    low = Math.imul(low ^ word ^ (high >>> 15), 1_597_334_677)
  }
  const [first, second] = [mixed(high, low), mixed(low, high)]
  return first.toString(16).padStart(8, '0') + (second & 0xff_ff_ff).toString(16).padStart(6, '0')
}

/** A text in UTF-8, four bytes at a time, with zeros at its end. */
function wordsOf(text: string): Int32Array {
  const bytes = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / BYTES_IN_WORD) * BYTES_IN_WORD)
  bytes.write(text)
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / BYTES_IN_WORD)
}

const BYTES_IN_WORD = 4

const mixed = (one: number, other: number): number =>
  (Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)) >>> 0
