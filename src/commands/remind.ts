import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import type {Context} from '../cli/context.js'
import {findAccount} from '../cli/contracts.js'
import {forEachContract} from '../cli/each-contract.js'
import {ownHolidays} from '../cli/holidays.js'
import {isPrintingWanted, printed} from '../cli/standard-output.js'
import {addDays, type Day, dayIn, monthOf, yearOf} from '../domain/calendar.js'
import type {Reminded, Reminder} from '../domain/reminder.js'
import {reminderText} from '../locale/reminders.js'
import {afterTelling, lastLogged, remindOfAccount, silentConsultants, untold} from '../operations/remind.js'

/** How far back it is looked for what somebody logged. */
const DAYS_BACK = 90

export default class Remind extends BaseCommand {
  static override summary =
    'Tell once who logged nothing, which accounts passed an alert, what lapses or ends soon'
  static override description =
    `For cron, which sends what is told by mail: where there is nothing to tell, nothing is printed. Told are consultants who logged nothing for some working days, which are Monday to Friday without the public holidays of the profile's country; accounts that passed an alert; credit that lapses within 14 days; and contracts that end within 30. The store keeps what was told. Where the profile lists no consultants, those are meant who logged something within ${DAYS_BACK} days.`
  static override examples = ['<%= config.bin %> remind', '<%= config.bin %> remind --days 5 --dry-run']
  static override flags = {
    days: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 30,
      default: 3,
      description: 'Tell who logged nothing for so many working days',
    }),
    'dry-run': Flags.boolean({description: 'Tell it again next time', default: false}),
  }

  /** Prints its JSON itself: what is told is kept only once it is printed. */
  async run(): Promise<void> {
    const {flags} = await this.parse(Remind)
    const context = await this.openContext(flags)
    const {store, now, profile} = context
    const today = dayIn(now, profile.defaults.timezone)
    const {reminders, ...outcome} = await collect(context, today, flags.days)
    const failed = await this.tellFailed(outcome)
    const tell = async (told: readonly Reminded[]) => {
      await this.#print(untold(reminders, told), failed)
      return isPrintingWanted()
        ? afterTelling(reminders, told, {today, isComplete: outcome.failed.length === 0})
        : told
    }
    if (flags['dry-run']) await tell(await store.readReminded())
    else await store.updateReminded(tell)
  }

  async #print(reminders: readonly Reminder[], failed: object): Promise<void> {
    if (this.jsonEnabled()) this.logJson({reminders, ...failed})
    else for (const reminder of reminders) this.showLines(reminderText(reminder))
    await printed()
  }
}

/** All reminders that there are, told or not. Who logged nothing cannot be said where an account could not be read. */
async function collect({store, now, profile}: Context, today: Day, days: number) {
  const from = addDays(today, -DAYS_BACK)
  const {done, ...outcome} = await forEachContract(await store.listContracts(), async id => {
    const account = await findAccount(store, id, {closedFrom: monthOf(from)})
    return {
      begins: account.contract.from,
      logged: lastLogged(account, from),
      reminders: remindOfAccount(account, dayIn(now, account.contract.timezone)),
    }
  })
  const begins = done.map(each => each.begins).toSorted()[0]
  const silent =
    begins === undefined || outcome.failed.length > 0
      ? []
      : silentConsultants({
          consultants: profile.consultants,
          logged: done.flatMap(each => each.logged),
          from: begins > from ? begins : from,
          ...{today, days},
          holidays: await ownHolidays(store, profile.defaults, [yearOf(from), yearOf(today)]),
        })
  return {...outcome, reminders: [...silent, ...done.flatMap(each => each.reminders)]}
}
