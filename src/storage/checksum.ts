/**
 * Fourteen hexadecimal digits of a text, which differ where the text differs in one place. It is quick, and known to everybody:
 * it finds what was changed by hand, and proves nothing against somebody who sets out to deceive.
 */
export function checksumOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2_654_435_761)
    low = Math.imul(low ^ code, 1_597_334_677)
  }
  const [first, second] = [mixed(high, low), mixed(low, high)]
  return first.toString(16).padStart(8, '0') + (second & 0xff_ff_ff).toString(16).padStart(6, '0')
}

const mixed = (one: number, other: number): number =>
  (Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909)) >>> 0
