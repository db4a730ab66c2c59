import {Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {accepted, RefusalError, UsageError} from '../cli/failure.js'
import {tellThreats} from '../cli/place-threats.js'
import {requireKnownRegion} from '../cli/prepare-holidays.js'
import {LOCALES, NO_WORK_DEFAULTS} from '../domain/contract.js'
import {type Profile, UNSAID_PROVIDER} from '../domain/provider.js'
import {parseProfile} from '../schema/profile.js'
import type {Store} from '../storage/store.js'
import {NoStoreError} from '../storage/store-errors.js'

export default class Init extends BaseCommand {
  static override summary = "Make a store, with the provider's profile"
  static override examples = ['<%= config.bin %> init --provider "Muster IT GmbH" --by "J. Weber"']
  static override flags = {
    provider: Flags.string({helpValue: 'NAME', description: 'The firm that gives the support'}),
    locale: Flags.option({
      options: LOCALES,
      description: 'Language of statements',
      default: 'de',
    })(),
    timezone: Flags.string({description: 'Time zone of new contracts', default: 'Europe/Berlin'}),
    currency: Flags.string({description: 'Currency of new contracts', default: 'EUR'}),
    by: Flags.string({helpValue: 'NAME', description: 'The consultant who works with this store'}),
    country: Flags.string({description: 'Country of the public holidays: DE'}),
    state: Flags.string({description: 'State of the public holidays: BY'}),
  }

  protected override async questions() {
    const {newStoreQuestions} = await import('../cli/ask-profile.js')
    return newStoreQuestions(async ({flags}) => {
      const common = flags as unknown as Parameters<typeof this.openStore>[0]
      if (await isMade(await this.openStore(common))) throw storeExists(this.storeName(common))
    })
  }

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Init)
    const {provider} = flags
    if (provider === undefined) {
      throw new RefusalError({
        kind: 'missing-value',
        flag: '--provider',
        what: 'the firm that gives the support',
      })
    }
    const profile = profileOf(provider, flags)
    await requireKnownRegion(profile.defaults)
    const folder = this.storeName(flags)
    const store = await this.openStore(flags)
    if (!(await store.create(profile))) throw storeExists(folder)
    this.showLines(`Made a store for ${provider} in ${folder}.\nNext: hourbank contract add`)
    return {store: folder, ...profile, ...(await tellThreats(store, text => this.tell(text)))}
  }
}

/** The profile that the flags say; all else in it is set later. */
function profileOf(name: string, flags: Interfaces.InferredFlags<typeof Init.flags>): Profile {
  const {locale, timezone, currency, country = null, state = null, by = null} = flags
  return accepted(
    parseProfile({
      provider: {name, ...UNSAID_PROVIDER},
      defaults: {locale, timezone, currency, country, state, by, witness: null, ...NO_WORK_DEFAULTS},
      consultants: [],
      signingKeys: [],
    }),
  )
}

const storeExists = (folder: string) =>
  new UsageError(
    'STORE_EXISTS',
    `There is a store in ${folder} already.`,
    'Change its profile with: hourbank config set.',
  )

async function isMade(store: Store): Promise<boolean> {
  try {
    await store.readProfile()
    return true
  } catch (error) {
    if (error instanceof NoStoreError) return false
    throw error
  }
}
