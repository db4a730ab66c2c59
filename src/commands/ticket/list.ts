import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {chooseContracts, readingAccount} from '../../cli/contracts.js'
import {forEachContract} from '../../cli/each-contract.js'
import {UsageError} from '../../cli/failure.js'
import {requestInFull} from '../../cli/requests.js'
import {WHOLE_HISTORY} from '../../domain/scope.js'
import {byUrgency, listRequests, type RequestFilter} from '../../operations/list-requests.js'
import {ticketJson} from '../../render/request-json.js'

const FILTERS = ['due', 'missed', 'waiting', 'all'] as const

export default class TicketList extends BaseCommand {
  static override summary = 'List requests: those asked about again first, then by the soonest deadline'
  static override description =
    'Those that are open, that wait for the customer, or that were asked about again; --all lists those that are over as well. --due, --missed and --waiting look into what is open and what happened since the last closed month.'
  static override examples = [
    '<%= config.bin %> ticket list',
    '<%= config.bin %> ticket list acme --due',
    '<%= config.bin %> ticket list --missed --json',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override flags = {
    due: Flags.boolean({description: 'Only those with a deadline that has not passed', default: false}),
    missed: Flags.boolean({description: 'Only those with a missed deadline', default: false}),
    waiting: Flags.boolean({description: 'Only those that wait for the customer', default: false}),
    all: Flags.boolean({description: 'Also those that are over, or voided', default: false}),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(TicketList)
    const {store, now} = await this.openContext(flags)
    const filter = filterOf(flags)
    const scope = filter === 'all' ? WHOLE_HISTORY : {}
    const outcome = await forEachContract(await chooseContracts(store, this.words(raw)), id =>
      readingAccount(store, id, async read => {
        const account = await read(scope)
        return listRequests(account, filter, now).map(judged => requestInFull(account, judged))
      }),
    )
    const requests = outcome.done.flat().toSorted(byUrgency)
    if (!this.jsonEnabled() && (requests.length > 0 || outcome.failed.length === 0)) {
      const {renderRequests} = await import('../../render/request-table.js')
      this.show(renderRequests(requests, now, this.look()))
    }
    return {tickets: requests.map(ticketJson), ...(await this.tellFailed(outcome))}
  }
}

function filterOf(flags: {readonly [F in (typeof FILTERS)[number]]: boolean}): RequestFilter {
  const [filter, ...others] = FILTERS.filter(name => flags[name])
  if (others.length === 0) return filter ?? 'live'
  throw new UsageError(
    'CONTRADICTION',
    `--${filter} and --${others[0]} each say which requests.`,
    'Leave all but one of them out.',
  )
}
