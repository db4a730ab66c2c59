import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {checkAccounts} from '../cli/check-accounts.js'
import {CHECK_MODES, type CheckMode, modesText, thresholdsOf} from '../cli/check-modes.js'
import type {Context} from '../cli/context.js'
import {UsageError} from '../cli/failure.js'
import {faultOfOutput} from '../cli/standard-output.js'
import {elapsedMinutes, type Instant} from '../domain/calendar.js'
import {STATUSES, type Status, statusOf, type Thresholds, worstStatus} from '../domain/threshold.js'
import {checkWords as words} from '../locale/checks.js'
import {type Checked, pluginLine, renderChecked} from '../render/plugin-line.js'

/** How far ahead it is looked for what lapses where nothing else is said. */
const USUAL_DAYS = 14

export default class Check extends BaseCommand {
  static override summary = 'Check accounts for Icinga, Nagios or Checkmk: one line, exit code 0 to 3'
  static override description =
    `A plug-in by the Monitoring Plugins Development Guidelines: exit code 0 is OK, 1 a warning, 2 critical, 3 unknown, which is whatever could not be checked. Ranges are those of the guidelines: 10 (well from 0 to 10), 10: (from 10 on), ~:10 (up to 10), 10:20, @10:20 (not from 10 to 20); ~: is always well. Contracts that have not begun or have ended have no hours to check.
Modes, and their ranges where none are given:
${modesText()}`
  static override examples = [
    '<%= config.bin %> check',
    '<%= config.bin %> check acme --mode available -w 5: -c 0:',
    '<%= config.bin %> check --mode rollover --verbose',
  ]
  static override strict = false
  static override enableJsonFlag = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override flags = {
    mode: Flags.option({
      options: Object.keys(CHECK_MODES) as CheckMode[],
      description: 'What is checked',
      default: 'used' as const,
    })(),
    warning: Flags.string({char: 'w', helpValue: 'RANGE', description: 'Values that need no warning'}),
    critical: Flags.string({char: 'c', helpValue: 'RANGE', description: 'Values that are not critical'}),
    days: Flags.integer({
      helpValue: 'N',
      min: 0,
      max: 366,
      description: `With --mode lapsing: within so many days (else ${USUAL_DAYS})`,
    }),
    verbose: Flags.boolean({
      char: 'v',
      description: 'A line for each contract after the first',
      default: false,
    }),
  }

  async run(): Promise<void> {
    if (this.argv.includes('--json'))
      throw new UsageError('NO_JSON', 'check has a form of its own and no --json.', 'Leave it out.')
    const {raw, flags} = await this.parse(Check)
    const {mode} = flags
    const thresholds = thresholdsOf(mode, flags)
    const named = this.words(raw)
    if (mode === 'store' && named.length > 0)
      throw new UsageError('CONTRADICTION', 'The store is checked as a whole.', 'Name no contracts with it.')
    if (mode !== 'lapsing' && flags.days !== undefined)
      throw new UsageError(
        'CONTRADICTION',
        '--days is for --mode lapsing.',
        'Others count days by -w and -c.',
      )
    const context = await this.openContext(flags)
    const checked =
      mode === 'store'
        ? [await checkStore(context, thresholds)]
        : await checkAccounts(context, {mode, thresholds, named, days: flags.days ?? USUAL_DAYS})
    const performance = {...CHECK_MODES[mode], ...thresholds}
    this.show(renderChecked(checked, performance, flags.verbose ? 'line-each' : 'in-one-line'))
    this.#exitWith(worstStatus(checked.map(({status}) => status)))
  }

  /** Whatever kept it from checking is told to whom asked, who reads nothing but standard output. */
  protected override async catch(error: Error): Promise<void> {
    const {explainFailure} = await import('../cli/explain-failure.js')
    const {message, hint} = explainFailure(error)
    const sentence = /[.!?]$/.test(message) ? message : `${message}.`
    this.show(pluginLine('UNKNOWN', [sentence, ...(hint === null ? [] : [hint])].join(' ')))
    this.#exitWith('UNKNOWN')
  }

  #exitWith(status: Status): void {
    process.exitCode = STATUSES.indexOf(faultOfOutput() === undefined ? status : 'UNKNOWN')
  }
}

/** Whether all that is kept verifies, and how many days old the last backup is. */
async function checkStore({store, now}: Context, thresholds: Thresholds): Promise<Checked> {
  const {damagedIn} = await import('../backups/restore-backup.js')
  const contracts = await store.listContracts()
  const damaged = await damagedIn(store, () => {})
  const backup = await store.readLastBackup()
  const age = backup === null ? Number.POSITIVE_INFINITY : wholeDays(backup.takenAt, now)
  const backedUp = backup === null ? words.neverBackedUp : words.backedUp(backup.takenAt, age)
  return {
    label: 'backup',
    value: age,
    status: damaged.length > 0 ? 'CRITICAL' : statusOf(thresholds, age),
    text: `${words.verified(contracts.length, damaged)}; ${backedUp}`,
  }
}

const wholeDays = (from: Instant, to: Instant): number =>
  Math.floor(elapsedMinutes(from, to) / MINUTES_OF_A_DAY)

const MINUTES_OF_A_DAY = 1440
