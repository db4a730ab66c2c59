// Makes the pictures of the README from the demo: what a terminal showed of some of its commands, as SVG, and the first
// page of one of its statements, as PNG. `npm run pictures`; needs pdftoppm, of poppler.
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {terminalSvg} from './terminal-svg.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The commands of the demo that are on the picture: how they begin. */
const SHOWN = ['log beispiel 25 ', 'log muster 2h ', 'quote beispiel ', 'balance\n']

/**
 * The picture of a terminal, of what `bin/demo.js` prints: each shown command where the demo first gives it. Throws
 * where the demo has no such command any more.
 */
export const terminalPicture = demo => {
  const runs = demo.split(/\n\n(?=\$ hourbank |\[ *[\d.]+ s\]| {8}HOURBANK_NOW)/)
  const lines = SHOWN.flatMap(command => {
    const run = runs.find(each => each.startsWith(`$ hourbank ${command}`))
    if (run === undefined) throw new Error(`The demo has no command that begins with "${command}".`)
    return [...run.split('\n'), '']
  })
  return terminalSvg(lines.slice(0, -1), 'hourbank at a terminal')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const env = {...process.env, FORCE_COLOR: '1'}
  const {status, stdout} = spawnSync(process.execPath, [join(root, 'bin/demo.js')], {env, encoding: 'utf8'})
  if (status !== 0) throw new Error(`The demo did not come to its end:\n${stdout}`)
  writeFileSync(join(root, 'docs/images/terminal.svg'), terminalPicture(stdout))

  const page = join(root, 'docs/images/statement')
  const pdf = join(root, 'demo/statements/beispiel-2026-11.pdf')
  const options = ['-png', '-singlefile', '-scale-to-x', '720', '-scale-to-y', '-1']
  const drawn = spawnSync('pdftoppm', [...options, pdf, page], {encoding: 'utf8'})
  if (drawn.status !== 0) throw new Error(`pdftoppm: ${drawn.error?.message ?? drawn.stderr}`)
}
