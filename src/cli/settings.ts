import {parseCause, parseChannel} from '../domain/choice-text.js'
import {formatConsultants, parseConsultants} from '../domain/consultants.js'
import type {Locale} from '../domain/contract.js'
import type {Defaults, Profile} from '../domain/provider.js'
import type {Result} from '../domain/refusal.js'
import {accepted, UsageError} from './failure.js'
import {SETTING_KEYS, type SettingKey} from './setting-keys.js'

/** The profile as `config` names its parts: how each is read from one line of text, and shown as one. */
interface Setting {
  readonly show: (profile: Profile) => string
  readonly change: (profile: Profile, text: string) => Profile
}

type ProviderKey =
  | 'taxNumber'
  | 'vatNumber'
  | 'register'
  | 'bank'
  | 'phone'
  | 'email'
  | 'web'
  | 'logo'
  | 'closingText'

const ofProvider = (key: ProviderKey): Setting => ({
  show: ({provider}) => provider[key] ?? '',
  change: (profile, text) => ({
    ...profile,
    provider: {...profile.provider, [key]: text === '' ? null : text},
  }),
})

const ofDefaults = (key: 'country' | 'state' | 'by' | 'place' | 'witness'): Setting => ({
  show: ({defaults}) => defaults[key] ?? '',
  change: (profile, text) => ({
    ...profile,
    defaults: {...profile.defaults, [key]: text === '' ? null : text},
  }),
})

const required = (key: 'timezone' | 'currency'): Setting => ({
  show: ({defaults}) => defaults[key],
  change: (profile, text) => ({...profile, defaults: {...profile.defaults, [key]: text}}),
})

/** What holds of work of which nobody says it; its word is read as that of the flag is. */
const ofWork = <K extends 'channel' | 'cause'>(
  key: K,
  parse: (text: string) => Result<Defaults[K]>,
): Setting => ({
  show: ({defaults}) => defaults[key] ?? '',
  change: (profile, text) => ({
    ...profile,
    defaults: {...profile.defaults, [key]: text === '' ? null : accepted(parse(text))},
  }),
})

const SETTINGS: Readonly<Record<SettingKey, Setting>> = {
  name: {
    show: ({provider}) => provider.name,
    change: (profile, name) => ({...profile, provider: {...profile.provider, name}}),
  },
  address: {
    show: ({provider}) => provider.address.join('; '),
    change: (profile, text) => {
      const address = text.split(';').map(line => line.trim())
      return {...profile, provider: {...profile.provider, address: address.filter(line => line !== '')}}
    },
  },
  'tax-number': ofProvider('taxNumber'),
  'vat-number': ofProvider('vatNumber'),
  register: ofProvider('register'),
  bank: ofProvider('bank'),
  phone: ofProvider('phone'),
  email: ofProvider('email'),
  web: ofProvider('web'),
  logo: ofProvider('logo'),
  'closing-text': ofProvider('closingText'),
  locale: {
    show: ({defaults}) => defaults.locale,
    // Checked with the rest of the profile, where the error can name the field.
    change: (profile, text) => ({...profile, defaults: {...profile.defaults, locale: text as Locale}}),
  },
  timezone: required('timezone'),
  currency: required('currency'),
  country: ofDefaults('country'),
  state: ofDefaults('state'),
  by: ofDefaults('by'),
  where: ofDefaults('place'),
  how: ofWork('channel', parseChannel),
  cause: ofWork('cause', parseCause),
  witness: ofDefaults('witness'),
  'signing-key': {
    show: ({signingKeys}) => signingKeys.at(-1)?.publicKey ?? '',
    change: (profile, text) => {
      if (text === '') return {...profile, signingKeys: []}
      throw new UsageError(
        'KEY_NOT_TYPED',
        'A key to sign with is not typed.',
        'Make one with: hourbank key. Or take one that you have with: hourbank key --use FILE.',
      )
    },
  },
  consultants: {
    show: ({consultants}) => formatConsultants(consultants),
    change: (profile, text) => ({...profile, consultants: parseConsultants(text)}),
  },
}

export const isSetting = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key)

export const withSetting = (profile: Profile, key: SettingKey, text: string): Profile =>
  SETTINGS[key].change(profile, text.trim())

export const listSettings = (
  profile: Profile,
): readonly {readonly key: SettingKey; readonly value: string}[] =>
  SETTING_KEYS.map(key => ({key, value: SETTINGS[key].show(profile)}))
