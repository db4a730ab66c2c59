// A year of five made-up customers in a store of its own (demo/, which git ignores): contracts from files, a year of
// entries from a CSV file, months closed, a month lived day by day and closed, one statement. Every command is
// printed as you would type it; only the clock is set, with HOURBANK_NOW. `npm run demo`.
import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = join(root, 'bin/run.js')
const folder = join(root, 'demo')
const began = Date.now()

let now = ''
let steps = 0

const print = text => process.stdout.write(`${text}\n`)
const quoted = word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`)

/** What follows, and the time at which it happens. */
const chapter = (title, time) => {
  now = time
  const seconds = ((Date.now() - began) / 1000).toFixed(0)
  print(`\n[${seconds.padStart(2)} s] ${title}\n       HOURBANK_NOW=${time}`)
}

/**
 * Runs one command as a user would and prints it with what it says. Ends the demo where it does not end with the
 * exit code that is expected.
 */
const hourbank = (words, {exit = 0, quietly = false} = {}) => {
  steps += 1
  const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...words, '--no-input'], {
    cwd: root,
    encoding: 'utf8',
    env: {...process.env, HOURBANK_STORE: join(folder, 'store'), HOURBANK_NOW: now, HOURBANK_BY: 'J. Weber'},
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!quietly) print(`\n$ hourbank ${words.map(quoted).join(' ')}\n${`${stdout}${stderr}`.trimEnd()}`)
  if (status === exit) return stdout
  if (quietly) print(`\n$ hourbank ${words.map(quoted).join(' ')}\n${stdout}${stderr}`)
  print(`\nThe demo stops here: this ended with exit code ${status}, not ${exit}.`)
  process.exit(1)
}

if (existsSync(join(folder, 'store'))) print('Removing the store of an earlier demo.')
rmSync(join(folder, 'store'), {recursive: true, force: true})
rmSync(join(folder, 'statements'), {recursive: true, force: true})

chapter('A store, and five contracts: one for each rollover policy and each limit', '2026-11-02T08:00+01:00')
hourbank(['init', '--provider', 'Muster IT GmbH', '--by', 'J. Weber'])
hourbank(['config', 'set', 'address', 'Ausgedachte Allee 7; 00001 Beispielstadt'])
for (const file of readdirSync(join(root, 'fixtures/demo/contracts')).sort()) {
  const isFirst = file === 'beispiel.json'
  const words = ['contract', 'add', '--file', `fixtures/demo/contracts/${file}`]
  hourbank(words, {quietly: !isFirst})
  if (!isFirst) print(`\n$ hourbank ${words.join(' ')}`)
}
hourbank(['contract', 'list'])

chapter('A year of entries from another program', now)
hourbank(['import', 'csv', 'fixtures/demo/entries.csv'])
hourbank(['entries', 'beispiel', '--month', 'oct'])

chapter('Month-end: twelve months are due', '2026-11-02T08:30+01:00')
hourbank(['rollover', '--dry-run', 'beispiel'])
hourbank(['rollover'])

chapter('November, as it happens', '2026-11-05T11:20+01:00')
hourbank(['log', 'beispiel', '25', 'Drucker druckt nur noch leere Seiten', '--for', 'Frau Muster', '--how', 'phone'])
hourbank(['log', 'beispiel', 'gestern 14:00-16:30', '[Ticket #6001] Server umgezogen', '--where', 'Beispielstadt'])
hourbank(['log', 'example', '1h30', 'Backup restored, our own mistake', '--cause', 'provider'])
now = '2026-11-12T17:05+01:00'
print(`\n       HOURBANK_NOW=${now}`)
hourbank(['log', 'muster', '3h', 'Kasse eingerichtet', '--for', 'Herr Muster', '--at', '13:00'])
hourbank(['log', 'muster', '2h', 'Noch eine Kasse', '--at', '16:00'], {exit: 3})
hourbank(['credit', 'muster', '2h', '--kind', 'top-up', '--reason', 'Angebot 4711', '--price', '190'])
hourbank(['log', 'muster', '2h', 'Noch eine Kasse', '--at', '16:00'])
hourbank(['log', 'beispiel', '45', 'Nachgetragen: Virenwarnung', '--at', '29.10. 16:00'])
now = '2026-11-19T18:00+01:00'
print(`\n       HOURBANK_NOW=${now}`)
hourbank(['log', 'beispiel', '6:00-22:00', 'Warenwirtschaft auf neuen Server umgezogen', '--where', 'Beispielstadt'])
const {entries} = JSON.parse(hourbank(['entries', 'beispiel', '--month', '2026-10', '--json'], {quietly: true}))
const wrong = entries[0].id
hourbank(['entry', 'correct', wrong, '15', '--reason', 'Mittagspause mitgezählt'])
hourbank(['entry', 'show', wrong])
hourbank(['balance'])
hourbank(['balance', 'beispiel'])

chapter('Month-end: November', '2026-12-01T06:00+01:00')
hourbank(['rollover'])
hourbank(['rollover'])
hourbank(['statement', 'beispiel'])
hourbank(['statement', '--all', '--month', '2026-11', '--format', 'csv', '--output', 'demo/statements/'])
hourbank(['verify'])

chapter('The accounts on the first of December', now)
hourbank(['balance'])

const seconds = ((Date.now() - began) / 1000).toFixed(1)
print(`
${steps} commands in ${seconds} s. The store stays in demo/store; go on with it:
  npx hourbank --help
  npx hourbank balance --store demo/store`)
