import type {Provider} from '../domain/provider.js'
import type {Words} from '../locale/words.js'

/** How the provider is reached, taxed, registered and paid, each with its name where it does not speak for itself. */
export function providerDetails(provider: Provider, {statement: labels}: Words): readonly string[] {
  const {phone, email, web, taxNumber, vatNumber, register, bank} = provider
  const named = (label: string, value: string | null) => (value === null ? [] : [`${label} ${value}`])
  return [
    ...named(labels.phone, phone),
    ...[email, web].flatMap(value => value ?? []),
    ...named(labels.taxNumber, taxNumber),
    ...named(labels.vatNumber, vatNumber),
    ...named(labels.register, register),
    ...named(labels.bank, bank),
  ]
}
