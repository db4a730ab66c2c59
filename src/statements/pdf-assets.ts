import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {codeOf, onFile} from '../disk/fault.js'
import {readWholeFile} from '../disk/whole-file.js'
import {printableLogo} from '../render/pdf/logo.js'
import type {PdfFonts} from '../render/statement-pdf.js'
import {InvalidLogoError, NoLogoError} from './statement-errors.js'

/** Where bin/build.js puts the fonts: beside the program. */
const FONT_FOLDER = new URL('./fonts/', import.meta.url)

/** The fonts of the statements, which come with the program. */
export function loadFonts(folder = FONT_FOLDER): PdfFonts {
  const read = (name: string) => {
    const path = fileURLToPath(new URL(name, folder))
    return onFile(path, () => readFileSync(path))
  }
  return {
    regular: read('NotoSans-Regular.ttf'),
    bold: read('NotoSans-SemiBold.ttf'),
    symbols: read('DejaVuSans.ttf'),
  }
}

/** Far more than what can be printed of one. */
const MAX_LOGO = 16 * 1024 * 1024

/**
 * The logo of the provider's profile, as it can be printed.
 * @throws NoLogoError there is none at the path · InvalidLogoError it is no PNG or JPEG that can be printed
 * @throws FaultError it cannot be read
 */
export async function loadLogo(path: string): Promise<Uint8Array> {
  const logo = await printableLogo(readLogo(path))
  if (typeof logo === 'string') throw new InvalidLogoError(path, logo)
  return logo
}

function readLogo(path: string): Uint8Array {
  try {
    return readWholeFile(path, MAX_LOGO)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') throw new NoLogoError(path, 'nothing')
    if (code === 'EISDIR') throw new NoLogoError(path, 'folder')
    if (code === 'ENOTSUP') throw new NoLogoError(path, 'device')
    if (code === 'EFBIG') throw new InvalidLogoError(path, 'too-large')
    throw error
  }
}
