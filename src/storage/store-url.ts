const URL_OF_DATABASE = /^postgres(?:ql)?:\/\//i

/** Whether the name of a store is that of a database, and not of a folder. */
export const isDatabase = (store: string): boolean => URL_OF_DATABASE.test(store)

/**
 * The name of a store as it may be shown: without a password, wherever in it that is.
 *
 * @example shownStore('postgres://jw:secret@db/hours') // 'postgres://jw@db/hours'
 */
export function shownStore(store: string): string {
  if (!isDatabase(store)) return store
  const [scheme = ''] = URL_OF_DATABASE.exec(store) ?? []
  const rest = store.slice(scheme.length)
  const [, user] = /^([^:@/?#]*)(?::[^@/?#]*)?@/.exec(rest) ?? []
  // A password with letters that should have been encoded: better too little is shown than too much.
  const last = rest.lastIndexOf('@')
  const isOdd = user === undefined ? rest.slice(0, last).includes(':') : rest.indexOf('@') !== last
  const shown = isOdd
    ? `${rest.slice(0, rest.search(/[:@]/))}@${rest.slice(last + 1)}`
    : rest.replace(/^([^:@/?#]*):[^@/?#]*@/, '$1@')
  return scheme + withoutSecrets(shown)
}

/** Without the parameters that are, or lead to, a secret. */
function withoutSecrets(url: string): string {
  const [path = '', ...query] = url.split('?')
  const kept = query
    .join('?')
    .split('&')
    .filter(pair => pair !== '' && !/^[^=]*(?:password|secret|token)/i.test(decoded(pair)))
  return kept.length > 0 ? `${path}?${kept.join('&')}` : path
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
