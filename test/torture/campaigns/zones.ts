import type {CommandLine} from '../../support/program.js'
import {type Campaign, inPool, RUNS_ANYWHERE} from '../campaign.js'
import {makeStore} from '../deeds.js'
import {startUnder} from '../start-under.js'

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland']

/** Each at hours at which it is another day elsewhere, and around changes of the clock. */
const TOLD: readonly CommandLine[] = [
  ['log', 'acme', '22:30-01:15', 'Night', '--at', '2026-10-24', '--id', 'autumn'],
  ['log', 'acme', '90', 'Early', '--at', '2026-11-01 00:15', '--id', 'first'],
  ['log', 'acme', '30', 'Late', '--at', '2026-10-31 23:45', '--id', 'last'],
  ['log', 'acme', '45', 'Before', '--at', '20.11. 23:30', '--id', 'before'],
  ['log', 'acme', '1h', 'Late in a closed month', '--at', '2026-09-30 23:30', '--id', 'closed'],
  ['ticket', 'open', 'acme', 'Mail', '--number', '9', '--at', '2026-11-20 23:50'],
  ['ticket', 'ack', '9', '--at', '2026-11-21 00:10'],
  ['ticket', 'resolve', '9', '--at', '2026-11-21 08:10'],
  ['entry', 'void', 'first', '--reason', 'wrong'],
  ['rollover'],
]
const ASKED: readonly CommandLine[] = [
  ['entries', '--voided', '--json'],
  ['entries', '--today'],
  ['entries', '--week'],
  ['entries', '--sum', 'day', '--json'],
  ['balance', '--json'],
  ['balance', 'acme'],
  ['balance', 'acme', '--month', '2026-09'],
  ['statement', 'acme', '--month', '2026-10'],
  ['statement', 'acme', '--month', '2026-10', '--format', 'json'],
  ['statement', 'acme', '--month', '2026-10', '--format', 'csv'],
  ['statement', 'beta', '--month', 'this'],
  ['ticket', 'show', '9', '--json'],
  ['sla', 'acme', '--month', '2026-11', '--json'],
  ['levels', 'acme'],
  ['billing', '--month', '2026-10', '--json'],
  ['credits', 'acme', '--json'],
  ['export', 'hledger'],
  ['export', 'timeclock'],
  ['history', 'acme', '--json'],
  ['contract', 'show', 'acme'],
  ['verify'],
]

/** The same commands on machines that stand elsewhere. */
export const zones: Campaign = {
  name: 'zones',
  about: `the same figures whatever the time zone of the machine: ${ZONES.join(', ')}`,
  unit: 'commands at most',
  rounds: {short: 100, long: 100},
  missing: RUNS_ANYWHERE,
  async run(tally, {rounds, watch}) {
    const store = makeStore(false)
    const commands = [...TOLD, ...ASKED].slice(0, rounds)
    const answers = new Map<string, readonly string[]>()
    let done = 0
    try {
      await inPool(
        ZONES.map(zone => async () => {
          const program = store.copy()
          const said: string[] = []
          for (const args of commands) {
            const {code, stdout, stderr} = await startUnder(program, [], args, {TZ: zone}).ended
            said.push(`exit ${code}\n${stdout}\n${stderr}`.replaceAll(program.folder, ''))
            tally.count('attempts')
            watch(++done, commands.length * ZONES.length)
          }
          answers.set(zone, said)
          program.remove()
        }),
      )
    } finally {
      store.remove()
    }
    compare()

    function compare(): void {
      const usual = answers.get('UTC') ?? []
      for (const zone of ZONES) {
        answers.get(zone)?.forEach((answer, index) => {
          const command = commands[index]?.join(' ')
          if (normalised(answer) !== normalised(usual[index] ?? ''))
            tally.found('lie', `${command} under ${zone}: ${firstDifference(answer, usual[index] ?? '')}`)
          if (zone === 'UTC' && /^exit [^0]/.test(answer)) tally.count(`refused: ${command}`)
        })
      }
    }
  },
}

/** Without what is made at random. */
const normalised = (answer: string): string =>
  answer
    .replaceAll(/\b(?:[0-9a-f]{64}|(?=[0-9a-z]*\d)[0-9a-z]{12})\b/g, '#')
    .replaceAll(/\b[0-9a-f]{8}\b/g, '#')

function firstDifference(one: string, other: string): string {
  const [a, b] = [normalised(one).split('\n'), normalised(other).split('\n')]
  const index = a.findIndex((line, at) => line !== b[at])
  return `${a[index]} | ${b[index]}`
}
