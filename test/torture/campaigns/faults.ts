import {join} from 'node:path'
import type {Program} from '../../support/program.js'
import {type Campaign, inPool} from '../campaign.js'
import {
  type Call,
  FAULTS,
  type Fault,
  hitCall,
  injecting,
  MISSING_STRACE,
  tracedCalls,
  tracing,
} from '../strace.js'
import type {Tally} from '../tally.js'
import {judge, makeTrials, removeTrials, start, type Trial, withTwin} from '../trial.js'

/** Kills each command at each of its calls that is about a file of its own, and lets each of them fail. */
export const faults: Campaign = {
  name: 'faults',
  about:
    'a kill, EIO, ENOSPC and EDQUOT at every open, write, flush, rename and close of every command that writes',
  unit: 'faults of each command at most',
  rounds: {short: 2, long: 100_000, large: 4},
  missing: () => MISSING_STRACE,
  async run(tally, {rounds, random, isLarge, watch}) {
    const trials = makeTrials(isLarge)
    try {
      const jobs: {readonly trial: Trial; readonly call: Call; readonly fault: Fault}[] = []
      for (const trial of trials) {
        const calls = await callsOf(trial)
        tally.count('calls', calls.length)
        const all = calls.flatMap(call =>
          FAULTS.filter(fault => isPossible(call, fault)).map(fault => ({trial, call, fault})),
        )
        jobs.push(...random.sample(all, rounds))
      }
      let done = 0
      await inPool(
        jobs.map(({trial, call, fault}) => async () => {
          await strike(tally, trial, call, fault)
          watch(++done, jobs.length)
        }),
      )
    } finally {
      removeTrials(trials)
    }
  },
}

/** The calls about files of the store, or of what is made beside it, and about the answer. */
async function callsOf(trial: Trial): Promise<readonly Call[]> {
  let calls: readonly Call[] = []
  await withTwin(trial, async program => {
    const file = join(program.folder, 'trace')
    const {code, stderr} = await start(trial, program, tracing(file)).ended
    if (code !== 0) throw new Error(`${trial.deed.name}, traced: exit ${code}: ${stderr}`)
    calls = tracedCalls(file).filter(({line}) => isOurs(line, program))
  })
  return calls
}

/** About a file of the store, or beside it, or the answer. The folder itself, which strace names with each path, is no file. */
const isOurs = (line: string, {folder}: Program): boolean =>
  line.includes(`${folder}/`) || /^write\(1</.test(line)

/** To fail a close strace does not close, as every kernel does: then the lock stays, and its holder waits for itself. */
const isPossible = ({name, line}: Call, fault: Fault): boolean =>
  fault === 'kill' || name !== 'close' || !/lock>/.test(line)

async function strike(tally: Tally, trial: Trial, call: Call, fault: Fault): Promise<void> {
  await withTwin(trial, async program => {
    const file = join(program.folder, 'trace')
    const {code, signal, stdout, stderr} = await start(trial, program, injecting(file, call, fault)).ended
    const isKilled = signal === 'SIGKILL'
    if ((fault === 'kill') !== isKilled && fault !== 'kill') throw new Error(`${trial.deed.name}: ${signal}`)
    const hit = hitCall(file, fault, call)
    // Node itself does not do quite the same each time.
    if (hit === undefined || !isOurs(hit, program))
      return tally.count('calls that were another one this time')
    tally.count(fault)
    const how = `${fault} at ${(hit ?? call.line).replaceAll(`${program.folder}/`, '').slice(0, 160)}`
    judge(tally, trial, {program, how, outcome: isKilled ? null : {code, stdout, stderr}})
  })
}
