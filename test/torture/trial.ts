import {cpSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {CommandLine, Env, Outcome, Program} from '../support/program.js'
import {DEEDS, type Deed, makeStore} from './deeds.js'
import {type Running, startUnder} from './start-under.js'
import {isBetween, isSameState, leftoversIn, type StoreState, stateOf} from './store-state.js'
import type {Tally} from './tally.js'

/** What a deed does to a store where nothing goes wrong, and when it is done again. */
export interface Trial {
  readonly deed: Deed
  readonly args: CommandLine
  /** The store before the deed. */
  readonly template: Program
  readonly before: StoreState
  readonly after: StoreState
  readonly afterAgain: StoreState
  readonly codeAgain: number | null
}

/** One of a deed: how it ended, and where. */
export interface Interrupted {
  /** Of what the deed was done to. */
  readonly program: Program
  /** How it was interrupted, in words. */
  readonly how: string
  /** What it answered; null where it was killed before it could. */
  readonly outcome: Pick<Outcome, 'code' | 'stdout' | 'stderr'> | null
}

/** What writes the large page of a large store: through a journal, and as it is closed; to print it takes minutes. */
const ON_LARGE_PAGES = ['entry correct', 'rollover, no statements']

/** Every deed with what it does, in a store of its own. The caller removes them. */
export function makeTrials(isLarge: boolean): readonly Trial[] {
  const store = makeStore(isLarge)
  try {
    return DEEDS.filter(({name}) => !isLarge || ON_LARGE_PAGES.includes(name)).map(deed =>
      makeTrial(deed, store),
    )
  } finally {
    store.remove()
  }
}

function makeTrial(deed: Deed, store: Program): Trial {
  const template = twin(store)
  deed.prepare?.(template)
  const args = deed.args(template)
  const once = twin(template)
  try {
    once.ok(...args)
    const after = stateOf(once.store)
    const {code: codeAgain} = once.run(...args)
    const afterAgain = stateOf(once.store)
    return {deed, args, template, before: stateOf(template.store), after, afterAgain, codeAgain}
  } finally {
    once.remove()
  }
}

export const removeTrials = (trials: readonly Trial[]): void => {
  for (const {template} of trials) template.remove()
}

/** The same store, and what lies beside it, once more. */
export function twin(program: Program): Program {
  const copy = program.copy()
  for (const name of ['work.csv', 'mails.mbox', 'hours.tar.gz']) {
    cpSync(join(program.folder, name), join(copy.folder, name))
  }
  return copy
}

/** Starts a deed in a process of its own, under another program (such as strace) where one is named. */
export const start = (trial: Trial, program: Program, under: CommandLine = [], env: Env = {}): Running =>
  startUnder(program, under, [...trial.args, '--json'], env)

/** What a killed writer may leave for `verify` to tell: each of it says who finishes it. */
const MAY_BE_UNFINISHED =
  /does not say that (?:the contract \w+ was opened|\S+ of \w+ was closed): if .* was interrupted, "verify --repair" adds it|its last line was cut short: "verify --repair" cuts it off/

/**
 * Looks at what became of a deed that was interrupted: what it said against what is there, what `verify` tells, and whether
 * the same command, typed once more, comes to what it was to come to.
 */
export function judge(tally: Tally, trial: Trial, interrupted: Interrupted): void {
  const {deed, before, after} = trial
  const {program, how, outcome} = interrupted
  const where = `${deed.name}, ${how}`
  const state = stateOf(program.store)
  const became = isSameState(state, after) ? 'done' : isSameState(state, before) ? 'undone' : 'between'
  tally.count('attempts')
  if (outcome?.code === 0) tally.count('confirmed')
  // "undo" looks for the last entry in all contracts that can be read, and says which cannot.
  if (outcome?.code === 0 && /"failed": \[\s*\{/.test(outcome.stdout)) {
    tally.count('said to have passed over a contract')
    judgeVerify(tally, where, program)
    return
  }
  tally.count(`left ${became}`)
  for (const id of lostIn(state, before, after)) tally.found('lost', `${where}: ${id}`)
  if (became === 'between' && (!deed.isOfMany || !isBetween(state, before, after)) && !isGone(state))
    tally.found('broken', `${where}: half of it is there`)
  if (outcome !== null) judgeWords(tally, trial, {where, became, state, ...interrupted, outcome})
  if (!isGone(state)) judgeVerify(tally, where, program)
  judgeRepeat(tally, trial, {where, became, program})
}

/** A store that is moved aside while another takes its place, or was not made yet. */
const isGone = (state: StoreState): boolean => state.size === 0

/** Ids of entries and credits that were there, are to be there, and are not. */
function lostIn(state: StoreState, before: StoreState, after: StoreState): readonly string[] {
  if (isGone(state)) return []
  const idsIn = (one: StoreState) =>
    new Set(
      [...one.values()].flatMap(text => [...text.matchAll(/"id":"([^"#]+)"/g)].map(([, id = '']) => id)),
    )
  const [there, kept] = [idsIn(state), idsIn(after)]
  return [...idsIn(before)].filter(id => kept.has(id) && !there.has(id))
}

interface Judged extends Interrupted {
  readonly where: string
  readonly became: 'done' | 'undone' | 'between'
  readonly state: StoreState
  readonly outcome: Pick<Outcome, 'code' | 'stdout' | 'stderr'>
}

function judgeWords(tally: Tally, {deed, before, after}: Trial, judged: Judged): void {
  const {where, became, state, program, outcome} = judged
  const {code, stdout, stderr} = outcome
  const said = stdout + stderr
  const short = said.replaceAll(/\s+/g, ' ').slice(0, 300)
  if (/^\s+at .*:\d+/m.test(said)) tally.found('exit', `${where}: a stack trace: ${short}`)
  if (code !== 0 && code !== 1) tally.found('exit', `${where}: exit ${code}: ${short}`)
  if (code === 0) {
    if (became !== 'done') tally.found('lie', `${where}: exit 0, and it is ${became}`)
    if (deed.isMade?.(program) === false) tally.found('lie', `${where}: exit 0, and no file`)
    return
  }
  // Of many, each failure is about its own contract.
  const failed = failedIn(stdout)
  const denied =
    failed ?? (/Nothing was changed/.test(said) ? [...new Set([...before.keys(), ...after.keys()])] : [])
  const changed = denied.filter(name => state.get(name) !== before.get(name))
  if (changed.length > 0) tally.found('lie', `${where}: "Nothing was changed" of ${changed.join()}: ${short}`)
  if (/OUTCOME_UNKNOWN/.test(said)) tally.count('said to be unknown')
  else if (/Nothing was changed/.test(said)) tally.count('said to be unchanged')
  else tally.count('said something else')
}

const isDenied = (text: string): boolean => text.includes('Nothing was changed')

/** The contracts of which an answer says that nothing of them was changed; undefined where it has no list. */
function failedIn(stdout: string): readonly string[] | undefined {
  try {
    const {failed, refused} = JSON.parse(stdout)
    if (Array.isArray(failed))
      return failed.filter(({error}) => isDenied(error.hint ?? '')).map(({contract}) => contract)
    if (Array.isArray(refused))
      return refused.filter(({message}) => isDenied(message)).map(({value}) => value)
    return undefined
  } catch {
    return undefined
  }
}

/** What `verify` tells of a store that nobody has finished yet. */
function judgeVerify(tally: Tally, where: string, program: Program): void {
  const {code, stdout} = program.run('verify', '--json')
  if (code === 0) return
  const {problems = [{file: '', what: stdout}]} = JSON.parse(stdout)
  const strange = problems.filter(({what}: {what: string}) => !MAY_BE_UNFINISHED.test(what))
  if (strange.length > 0)
    tally.found('broken', `${where}: verify says ${JSON.stringify(strange).slice(0, 300)}`)
  else tally.count('left for the next writer')
}

function judgeRepeat(
  tally: Tally,
  {args, before, after, afterAgain, codeAgain}: Trial,
  {where, became, program}: Pick<Judged, 'where' | 'became' | 'program'>,
): void {
  const {code, stderr} = program.run(...args)
  const state = stateOf(program.store)
  const isDone = code === 0 && isSameState(state, after)
  const isDoneAgain = code === codeAgain && isSameState(state, afterAgain)
  // Half of it may be told as if it were done, and is then done.
  const isEither = became === 'between' || isSameState(before, after)
  const isAsExpected = isEither ? isDone || isDoneAgain : became === 'done' ? isDoneAgain : isDone
  if (!isAsExpected)
    tally.found(
      'broken',
      `${where}: left ${became}, again: exit ${code}, not as expected: ${stderr.slice(0, 200)}`,
    )
  const [rollover, verify] = program.runAll([['rollover'], ['verify', '--json']])
  if (rollover?.code !== 0)
    tally.found('broken', `${where}: the next rollover: ${rollover?.stderr.slice(0, 200)}`)
  if (verify?.code !== 0)
    tally.found('broken', `${where}: verify at the end: ${verify?.stdout.slice(0, 300)}`)
  const unpacked = readdirSync(program.folder).filter(name => name.includes('restoring'))
  if (unpacked.length > 0) tally.found('broken', `${where}: ${unpacked.join()} stays`)
  if (leftoversIn(program.store).length === 0) return
  tally.count('temporary files left for verify --repair')
  program.run('verify', '--repair')
  if (leftoversIn(program.store).length > 0)
    tally.found('broken', `${where}: verify --repair leaves ${leftoversIn(program.store)}`)
}

/** Does something to a copy of the store of a trial, and removes it. */
export async function withTwin(trial: Trial, action: (program: Program) => Promise<void>): Promise<void> {
  const program = twin(trial.template)
  try {
    await action(program)
  } finally {
    rmSync(program.folder, {recursive: true, force: true})
  }
}
