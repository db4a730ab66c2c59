/**
 * The name under which a store keeps an image for letterheads: made from its content, so that a closed month keeps the
 * one that it was closed with, and the same image set again has the same name.
 */
export type LogoName = string

const NAME = /^[0-9a-f]{16}\.(?:png|jpg)$/

/** Whether a profile's logo is one that a store keeps; in format 1 it was the path of a file. */
export const isLogoName = (logo: string): logo is LogoName => NAME.test(logo)

/** @param image a PNG or JPEG */
export function logoNameOf(image: Uint8Array): LogoName {
  // Not imported above: hashing takes 3 ms to load, and few commands ask.
  const {createHash} = process.getBuiltinModule('node:crypto')
  const isPng = image[0] === 0x89
  return `${createHash('sha256').update(image).digest('hex').slice(0, 16)}.${isPng ? 'png' : 'jpg'}`
}
