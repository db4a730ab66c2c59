/** What `config set` can change, in the order in which `config` shows it. */
export const SETTING_KEYS = [
  'name',
  'address',
  'tax-number',
  'vat-number',
  'register',
  'bank',
  'phone',
  'email',
  'web',
  'logo',
  'closing-text',
  'locale',
  'timezone',
  'currency',
  'country',
  'state',
  'by',
  'where',
  'how',
  'cause',
  'witness',
  'signing-key',
  'consultants',
] as const

export type SettingKey = (typeof SETTING_KEYS)[number]
