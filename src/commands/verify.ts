import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts} from '../cli/contracts.js'
import {type FailedContract, forEachContract, worstOf} from '../cli/each-contract.js'
import {EXIT} from '../cli/failure.js'
import {accountProblemText, defectText} from '../locale/problems.js'
import {verifyAccount} from '../operations/verify-account.js'
import {many} from '../render/counted.js'
import {line} from '../render/text.js'
import type {Damage, Inspection} from '../storage/store.js'
import {StoreDamagedError} from '../storage/store-errors.js'

export default class Verify extends BaseCommand {
  static override summary = 'Re-check every seal, every balance and every file'
  static override examples = ['<%= config.bin %> verify', '<%= config.bin %> verify acme']
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Verify)
    const {store} = await this.openContext(flags)
    const named = this.words(raw)
    const ids = await chooseContracts(store, named)
    const {done, failed, exitCode} = await forEachContract(ids, async id => {
      const found = verified(await store.inspect(id))
      // Whoever has removed it meanwhile did no damage.
      return (await store.hasContract(id)) ? found : {...found, problems: []}
    })
    const shared = named.length === 0 ? (await store.inspectShared()).map(inWords) : []
    const found = distinct([...done.flatMap(({problems}) => problems), ...shared])
    const problems = [...found, ...failed.map(unreadable)]
    const months = sum(done.map(each => each.months))
    const entries = sum(done.map(each => each.entries))
    for (const {file, what} of problems) this.show(line`${file}: ${what}`)
    this.show(summary({contract: ids.length, 'closed month': months, entry: entries}, problems.length))
    const worst = worstOf([exitCode, found.length > 0 ? EXIT.damaged : EXIT.done])
    if (worst !== EXIT.done) process.exitCode = worst
    return {ok: problems.length === 0, contracts: ids.length, months, entries, problems}
  }
}

function verified({account, damage, locate}: Inspection) {
  const damaged = damage.map(inWords)
  if (account === null) return {problems: damaged, months: 0, entries: 0}
  const found = verifyAccount(account).map(problem => ({
    file: locate(problem.month),
    what: accountProblemText(problem),
  }))
  const pages = [...account.closed, ...account.open]
  const entries = pages.reduce((sum, page) => sum + page.entries.length, 0)
  return {problems: [...damaged, ...found], months: account.closed.length, entries}
}

/** What is wrong, as it is printed: `file` is wherever the record is kept. */
interface Problem {
  readonly file: string
  readonly what: string
}

const inWords = ({place, defect}: Damage): Problem => ({file: place, what: defectText(defect)})

/** A check that cannot run has failed. */
function unreadable({contract, error: {message, details}, cause}: FailedContract): Problem {
  if (cause instanceof StoreDamagedError) return inWords(cause)
  return {file: String(details.file ?? contract), what: message}
}

/** Contracts share the holidays of a region, and what is wrong with these. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map(problem => [`${problem.file}: ${problem.what}`, problem])).values(),
]

function summary(counts: Readonly<Record<string, number>>, problems: number): string {
  const counted = Object.entries(counts).map(([noun, count]) => many(count, noun))
  return problems === 0
    ? `All is well: ${counted.join(', ')}.`
    : `${many(problems, 'problem')} in ${counted.join(', ')}.`
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
