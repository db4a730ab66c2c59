import {Args} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {chooseContracts} from '../cli/contracts.js'
import {EXIT} from '../cli/failure.js'
import {accountProblemText, damageText} from '../locale/problems.js'
import {verifyAccount} from '../operations/verify-account.js'
import {neutralise} from '../render/plain.js'
import type {Inspection} from '../storage/store.js'

interface Problem {
  readonly file: string
  readonly what: string
}

export default class Verify extends BaseCommand {
  static override summary = 'Re-check every seal, every balance and every file'
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }

  async run(): Promise<unknown> {
    const {argv, flags} = await this.parse(Verify)
    const {store} = await this.openContext(flags)
    const ids = await chooseContracts(store, argv as string[])
    const found = {problems: [] as Problem[], months: 0, entries: 0}
    for (const id of ids) {
      const {problems, months, entries} = verified(await store.inspect(id))
      found.problems.push(...problems)
      found.months += months
      found.entries += entries
    }
    const {problems, months, entries} = found
    const counted = [many(ids.length, 'contract'), many(months, 'closed month'), many(entries, 'entry')].join(
      ', ',
    )
    for (const {file, what} of problems) this.show(`${neutralise(file)}: ${neutralise(what)}`)
    this.show(
      problems.length === 0
        ? `All is well: ${counted}.`
        : `${many(problems.length, 'problem')} in ${counted}.`,
    )
    if (problems.length > 0) process.exitCode = EXIT.damaged
    return {ok: problems.length === 0, contracts: ids.length, months, entries, problems}
  }
}

function verified({account, damage, locate}: Inspection) {
  const damaged = damage.map(({file, what}) => ({file, what: damageText(what)}))
  if (account === null) return {problems: damaged, months: 0, entries: 0}
  const found = verifyAccount(account).map(problem => ({
    file: locate(problem.month),
    what: accountProblemText(problem),
  }))
  const pages = [...account.closed, ...account.open]
  const entries = pages.reduce((sum, page) => sum + page.entries.length, 0)
  return {problems: [...damaged, ...found], months: account.closed.length, entries}
}

const many = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
