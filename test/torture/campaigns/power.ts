import {mkdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Outcome} from '../../support/program.js'
import {type Campaign, inPool} from '../campaign.js'
import {Disk, type Outage, writeLeft} from '../disk.js'
import type {Random} from '../random.js'
import {MISSING_STRACE, recordedLines, recording} from '../strace.js'
import type {Tally} from '../tally.js'
import {judge, makeTrials, removeTrials, start, type Trial, withTwin} from '../trial.js'

/**
 * Cuts the power: of a command that was recorded call by call, what was not flushed lasts or does not, each write and each
 * name for itself, whole or in part.
 */
export const power: Campaign = {
  name: 'power',
  about:
    'power cuts after any call of every command that writes: what was not flushed is dropped, in any order',
  unit: 'power cuts of each command',
  rounds: {short: 2, long: 150, large: 4},
  missing: () => MISSING_STRACE,
  async run(tally, {rounds, random, isLarge, watch}) {
    const trials = makeTrials(isLarge)
    let done = 0
    try {
      await inPool(
        trials.map(trial => async () => {
          const {outages, answer} = await record(trial)
          tally.count('calls that change a disk', outages.length)
          for (let round = 0; round < rounds; round += 1) {
            // The first is the one that counts most: all is said, and nothing that was not flushed is there.
            const outage = round === 0 ? outages.at(-1) : random.one(outages)
            const kept = round % 4 === 0 ? () => 0 : () => shareOf(random)
            if (outage !== undefined) await cut(tally, trial, {outage, answer, kept})
            watch(++done, rounds * trials.length)
          }
        }),
        // What is recorded of a large store is large.
        isLarge ? 1 : 2,
      )
    } finally {
      removeTrials(trials)
    }
  },
}

const shareOf = (random: Random): number => random.one([0, 0, 1, 1, random.fraction()])

type Answer = Pick<Outcome, 'code' | 'stdout' | 'stderr'>

/** Runs a command once, and says how the disk would be after each of its calls. */
async function record(trial: Trial): Promise<{readonly outages: readonly Outage[]; readonly answer: Answer}> {
  let recorded: {readonly outages: readonly Outage[]; readonly answer: Answer} | undefined
  await withTwin(trial, async program => {
    const trace = `${program.folder}.trace`
    const disk = new Disk(program.folder)
    const answer = await start(trial, program, recording(trace)).ended
    if (answer.code !== 0) throw new Error(`${trial.deed.name}, recorded: ${answer.stderr}`)
    for (const line of recordedLines(trace)) disk.feed(line)
    rmSync(trace)
    recorded = {outages: disk.outages, answer}
  })
  if (recorded === undefined) throw new Error('nothing was recorded')
  return recorded
}

interface Cut {
  readonly outage: Outage
  readonly answer: Answer
  readonly kept: () => number
}

async function cut(tally: Tally, trial: Trial, {outage, answer, kept}: Cut): Promise<void> {
  await withTwin(trial, async program => {
    rmSync(program.folder, {recursive: true})
    mkdirSync(program.folder)
    const lasted: string[] = []
    writeLeft(program.folder, outage, () => {
      const share = kept()
      lasted.push(share.toFixed(1))
      return share
    })
    mkdirSync(join(program.folder, 'store'), {recursive: true})
    const how = `power cut ${outage.isAnswered ? 'after' : 'before'} the answer, ${outage.pending.length} calls not flushed, kept ${lasted.join(' ')}`
    judge(tally, trial, {program, how, outcome: outage.isAnswered ? answer : null})
  })
}
