import {resolve} from 'node:path'
import {Args} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {accepted, RefusalError, UsageError} from '../../cli/failure.js'
import {requireKnownRegion} from '../../cli/prepare-holidays.js'
import {SETTING_KEYS, type SettingKey} from '../../cli/setting-keys.js'
import {isSetting, withSetting} from '../../cli/settings.js'
import {parseConsultants} from '../../domain/consultants.js'
import type {Consultant, Profile} from '../../domain/provider.js'
import {refuseConsultants} from '../../operations/run-timer.js'
import {line} from '../../render/text.js'
import {parseProfile} from '../../schema/profile.js'
import {loadLogo} from '../../statements/pdf-assets.js'
import type {Store} from '../../storage/store.js'

export default class ConfigSet extends BaseCommand {
  static override summary = "Change the provider's profile or a default"
  static override description = `Keys: ${SETTING_KEYS.join(', ')}. An empty value clears one.
The address has its lines separated by semicolons, and so has the list of consultants, each with the aliases after "=":
"Jana Weber = jw, Weber; Max Muster". With a list, a part of a name is enough and an unknown name is refused.
where, how and cause hold of work of which nobody says it. Closed months keep the profile they were closed with.`
  static override examples = [
    '<%= config.bin %> config set address "Musterweg 1; 80331 München"',
    '<%= config.bin %> config set by "J. Weber"',
  ]
  static override args = {
    key: Args.string({ignoreStdin: true, description: 'What to change', required: true}),
    value: Args.string({ignoreStdin: true, description: 'The new value', required: true}),
  }

  protected override async questions() {
    const {settingQuestions} = await import('../../cli/ask-profile.js')
    return settingQuestions(async (said, value, {context}) => {
      const key = await keyNamed(said)
      if (key === 'logo') await logoAt(value)
      await requireSense((await context()).profile, key, value)
    })
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ConfigSet)
    const key = await keyNamed(args.key)
    const said = args.value.trim()
    const image = key === 'logo' ? await logoAt(said) : null
    const {store, profile: before} = await this.openContext(flags)
    await requireSense(before, key, said)
    if (key === 'consultants') await requireTimed(store, parseConsultants(said))
    const value =
      image === null ? await witnessAt(key, said, this.storeName(flags)) : await store.addLogo(image)
    const profile = await store.updateProfile(current =>
      accepted(parseProfile(withSetting(current, key, value))),
    )
    const told = said === '' ? 'empty' : `"${said}"`
    this.show(line`${key} is now ${told}${image === null ? '' : ', of which the store keeps a copy'}.`)
    return {store: this.storeName(flags), ...profile}
  }
}

async function keyNamed(key: string): Promise<SettingKey> {
  if (isSetting(key)) return key
  const {closest} = await import('fastest-levenshtein')
  const nearest = closest(key, [...SETTING_KEYS])
  const hint = `Did you mean ${nearest}? Keys: ${SETTING_KEYS.join(', ')}.`
  throw new UsageError('UNKNOWN_KEY', `"${key}" is not a key of the profile.`, hint)
}

/** Refuses a value that would spoil the profile. */
async function requireSense(profile: Profile, key: SettingKey, value: string): Promise<void> {
  await requireKnownRegion(accepted(parseProfile(withSetting(profile, key, value))).defaults)
}

/** Refuses a list without somebody whose timer is running. */
async function requireTimed(store: Store, consultants: readonly Consultant[]): Promise<void> {
  const refusal = refuseConsultants(consultants, await store.listTimers())
  if (refusal !== null) throw new RefusalError(refusal)
}

/** The place of a witness outside, as it is from wherever a command is typed; any other value as it was said. */
async function witnessAt(key: SettingKey, said: string, store: string): Promise<string> {
  if (key !== 'witness' || said === '') return said
  const {requireWitnessPlace} = await import('../../cli/outside-witness.js')
  requireWitnessPlace(said, store)
  return resolve(said)
}

/** The image at a path, as it is printed; null where none is to be. What cannot be printed is refused now, not at the month's end. */
const logoAt = async (path: string): Promise<Uint8Array | null> => (path === '' ? null : loadLogo(path))
