import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {onFile} from '../disk/fault.js'

/** Where bin/build.js puts the pages of the documentation that help shows: beside the program. */
const PAGES = new URL('./help/', import.meta.url)

/** A page of the documentation, as Markdown. @throws FaultError */
export function readHelpPage(name: string): string {
  const path = fileURLToPath(new URL(`${name}.md`, PAGES))
  return onFile(path, () => readFileSync(path, 'utf8'))
}

/** A section of a page, with its heading and those below it; nothing where there is none. */
export function sectionOf(page: string, heading: string): string {
  const sections = page.split(/^(?=## )/m)
  return sections.find(section => section.startsWith(`## ${heading}\n`)) ?? ''
}
