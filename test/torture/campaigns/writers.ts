import {type CommandLine, Program} from '../../support/program.js'
import {type Campaign, RUNS_ANYWHERE} from '../campaign.js'
import {startUnder} from '../start-under.js'
import type {Tally} from '../tally.js'

const PROCESSES = 50
const PATIENTLY = ['--wait', '600']
const SPREAD_OVER = 25
const CLOSED_THROUGH = ['2026-03', '2026-06', '2026-09', '2026-10', '2026-10']

/** Many processes that write at once, to one account and to many, while months are closed. */
export const writers: Campaign = {
  name: 'writers',
  about: `${PROCESSES} processes at once, to one account and then to ${SPREAD_OVER}, beside a rollover`,
  unit: `entries of each of ${PROCESSES} processes`,
  rounds: {short: 1, long: 40},
  missing: RUNS_ANYWHERE,
  async run(tally, {rounds, watch}) {
    await writeAtOnce(tally, ['acme'], rounds, done => watch(done, 2 * PROCESSES * rounds))
    const many = Array.from({length: SPREAD_OVER}, (_, index) => `c${index + 1}`)
    await writeAtOnce(tally, many, rounds, done => watch(PROCESSES * rounds + done, 2 * PROCESSES * rounds))
  },
}

async function writeAtOnce(
  tally: Tally,
  contracts: readonly string[],
  entries: number,
  watch: (done: number) => void,
): Promise<void> {
  const program = new Program().inOneProcess()
  try {
    const terms = ['--from', '2026-01-01', '--credit', '10h', '--overdraft', '0', '--beyond', 'allow']
    program.okAll(
      ['init', '--provider', 'Muster IT GmbH'],
      ...contracts.map(id => ['contract', 'add', id, '--customer', id, ...terms]),
    )
    const confirmed: string[] = []
    const write = async (writer: number): Promise<void> => {
      for (let number = 1; number <= entries; number += 1) {
        const id = `w${writer}-${number}`
        const contract = contracts[(writer + number) % contracts.length] ?? ''
        // Some in months that are being closed: those become late entries.
        const at = number % 2 === 0 ? '2026-11-20 9:00' : `2026-0${(writer % 9) + 1}-15 9:00`
        const {code, stdout, stderr} = await run(program, ['log', contract, '1', '--at', at, '--id', id])
        tally.count('attempts')
        if (code !== 0) tally.found('exit', `${id}: exit ${code}: ${stdout}${stderr}`)
        else confirmed.push(id)
        watch(confirmed.length)
      }
    }
    const close = async (): Promise<void> => {
      for (const through of CLOSED_THROUGH) {
        const {code, stdout} = await run(program, ['rollover', '--through', through])
        if (code !== 0) tally.found('exit', `rollover: exit ${code}: ${stdout}`)
        tally.count('months closed beside', JSON.parse(stdout).closed.length)
      }
    }
    await Promise.all([close(), ...Array.from({length: PROCESSES}, (_, writer) => write(writer + 1))])
    tally.count('confirmed', confirmed.length)
    compare(tally, program, contracts, confirmed)
  } finally {
    program.remove()
  }
}

async function run(program: Program, args: CommandLine) {
  return startUnder(program, [], [...args, '--json', ...PATIENTLY]).ended
}

function compare(
  tally: Tally,
  program: Program,
  contracts: readonly string[],
  confirmed: readonly string[],
): void {
  const there = new Map<string, number>()
  for (const {json} of program.okAll(...contracts.map(id => ['entries', id, '--json']))) {
    for (const {id} of json.entries) there.set(id, (there.get(id) ?? 0) + 1)
  }
  for (const id of confirmed) if (!there.has(id)) tally.found('lost', id)
  for (const [id, times] of there) if (times > 1) tally.found('twice', `${id}: ${times} times`)
  for (const id of there.keys()) if (!confirmed.includes(id)) tally.found('lie', `${id} is there unconfirmed`)
  const verify = program.run('verify', '--json')
  const {months, entries} = verify.json
  if (verify.code !== 0) tally.found('broken', verify.stdout)
  if (months !== contracts.length * 10 || entries !== confirmed.length)
    tally.found('broken', `${months} months and ${entries} entries`)
}
