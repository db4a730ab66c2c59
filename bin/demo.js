// A year of five made-up customers in a store of its own (demo/, which git ignores, or the folder that is named):
// contracts from files, a year of entries from a CSV file, months closed, a month lived day by day and closed, one
// statement. Every command is printed as you would type it; only the clock is set, with HOURBANK_NOW.
import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, rmSync} from 'node:fs'
import {join, relative, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(root, 'demo'))
/** As one would name it in the project's folder. */
const inRoot = name => relative(root, join(folder, name))
const began = performance.now()

let now = ''
let commands = 0

const print = text => process.stdout.write(`${text}\n`)
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)

/** The commands that follow are given at this time. */
const setClock = time => {
  now = time
  print(`\n        HOURBANK_NOW=${time}`)
}

const chapter = (title, time) => {
  print(`\n[${seconds().padStart(4)} s] ${title}`)
  setClock(time)
}

/** The words of a command line, in which only double quotes hold words together. */
const wordsOf = line => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare)

/**
 * Runs `hourbank` with these words as a user would, and prints both sides. The demo stops where a command does not end
 * with the expected exit code.
 */
const hourbank = (line, {exit = 0, isQuiet = false} = {}) => {
  commands += 1
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...wordsOf(line)], {
    cwd: root,
    encoding: 'utf8',
    env: {...process.env, HOURBANK_STORE: join(folder, 'store'), HOURBANK_NOW: now, HOURBANK_BY: ''},
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  print(`\n$ hourbank ${line}`)
  if (!isQuiet || status !== exit) print(`${stdout}${stderr}`.trimEnd())
  if (status === exit) return stdout
  print(`\nThe demo stops: this ended with exit code ${status}, and ${exit} was expected.`)
  process.exit(1)
}

if (existsSync(folder)) print(`Removing the earlier demo in ${folder}.`)
for (const name of ['store', 'statements']) rmSync(join(folder, name), {recursive: true, force: true})

chapter('A store, and five contracts with different rollover and overdraft', '2026-11-02T08:00+01:00')
hourbank('init --provider "Muster IT GmbH" --by "J. Weber"')
hourbank('config set address "Ausgedachte Allee 7; 00001 Beispielstadt"')
for (const file of readdirSync(join(root, 'fixtures/demo/contracts')).sort()) {
  hourbank(`contract add --file fixtures/demo/contracts/${file}`, {isQuiet: true})
}
hourbank('contract list')
hourbank('contract show beispiel')

chapter('A year of entries, out of another program', '2026-11-02T08:10+01:00')
hourbank('import csv fixtures/demo/entries.csv')
hourbank('import csv fixtures/demo/entries.csv')
hourbank('entries beispiel --month oct')

chapter('Month-end: all months to October are due', '2026-11-02T08:30+01:00')
hourbank('rollover beispiel --dry-run')
hourbank('rollover')

chapter('November, as it happens', '2026-11-05T11:20+01:00')
hourbank('log beispiel 25 Drucker druckt nur leere Seiten --for "Frau Muster" --how phone')
hourbank('log beispiel "gestern 14:00-16:30" "[Ticket #6001] Server umgezogen" --where Beispielstadt')
hourbank('log example 1h30 Backup restored, our own mistake --cause provider')

hourbank('ticket open example "[Ticket #8001] Backup could not be restored" --for "Ms Sample" --at 9:40')
hourbank('ticket respond 8001 --at 9:48')
hourbank('ticket escalate 8001 --to 2 --because specialist --at 9:55')
hourbank('ticket resolve 8001 --note "Restored from the day before"')

setClock('2026-11-12T17:05+01:00')
hourbank('ticket open example Where do I find the reports --for "Ms Sample"')
hourbank('ticket list')
hourbank('log muster 3h Kasse eingerichtet --for "Herr Muster" --at 10:00')
hourbank('log muster 2h Noch eine Kasse --at 14:00', {exit: 3})
hourbank('credit muster 2h --kind top-up --reason "Angebot 4711" --price 190')
hourbank('log muster 2h Noch eine Kasse --at 14:00')
hourbank('log beispiel 45 Nachgetragen: Virenwarnung --at "29.10. 16:00"')

setClock('2026-11-19T22:10+01:00')
hourbank('log beispiel 8:00-20:00 Warenwirtschaft umgezogen --where Beispielstadt')
const {entries} = JSON.parse(hourbank('entries beispiel --month 2026-10 --json', {isQuiet: true}))
const {id} = entries.find(({workedMinutes}) => workedMinutes === 120)
hourbank(`entry correct ${id} 90 --reason "Mittagspause mitgezählt"`)
hourbank('balance beispiel')

setClock('2026-11-21T16:40+01:00')
hourbank('quote beispiel --at 16:50 --minutes 40')

setClock('2026-11-21T18:00+01:00')
hourbank('log beispiel 40 Server antwortet nicht --class emergency --at 16:50')
hourbank('log example "14:00-16:00" Restore rehearsed on a Saturday')
const saturday = JSON.parse(hourbank('entries example --month this --json', {isQuiet: true})).entries.at(-1)
hourbank(`entry show ${saturday.id}`)
hourbank('balance')

chapter('Month-end: November', '2026-12-01T06:00+01:00')
hourbank('rollover')
hourbank('rollover')
hourbank('statement beispiel')
hourbank('sla --month 2026-11')
hourbank(`statement --all --month 2026-11 --format csv --output ${inRoot('statements')}/`)
hourbank(`statement --all --month 2026-11 --format pdf --output ${inRoot('statements')}/`)
hourbank('verify')
hourbank('balance')

print(`
${commands} commands in ${seconds()} s. The statements as PDF are in ${join(folder, 'statements')}.
The store stays in ${inRoot('store')}; go on with it on its own day:
  HOURBANK_NOW=${now} npx hourbank balance --store ${inRoot('store')}`)
