import table from 'hourbank:commands'
import {usualStore} from '../cli/usual-store.js'
import {instantAt, monthOf, parseInstant} from '../domain/calendar.js'
import {StoreNames} from '../storage/names.js'
import {answerTo} from './answer.js'
import type {CommandTable} from './command-table.js'
import {KnownNames} from './known-names.js'
import {answerLines, isShell, readTyped} from './shells.js'

/**
 * What a shell is told that asks what can stand where somebody is typing. It asks at every press of the tabulator key, so
 * nothing else of the program is loaded, and what goes wrong is no suggestion and no message.
 *
 * @param args the name of the shell, and what its script says of the line
 */
export function complete([shell, ...args]: readonly string[], env: NodeJS.ProcessEnv): string {
  if (!isShell(shell)) return ''
  try {
    const typed = readTyped(shell, args)
    const names = new KnownNames(new StoreNames(storeIn(typed.words, env)))
    const answer = answerTo(typed, JSON.parse(table) as CommandTable, {
      names,
      month: () => monthNow(names, env),
    })
    return answerLines(shell, answer, args)
  } catch {
    return ''
  }
}

/** The store that the command line will use: what is in a place that is no folder has no names. */
function storeIn(words: readonly string[], env: NodeJS.ProcessEnv): string {
  const index = words.findLastIndex(word => word === '--store' || word.startsWith('--store='))
  const [said, next] = index === -1 ? [] : words.slice(index)
  return (said === '--store' ? next : said?.slice('--store='.length)) || env.HOURBANK_STORE || usualStore(env)
}

function monthNow(names: KnownNames, {HOURBANK_NOW: said}: NodeJS.ProcessEnv) {
  const timezone = names.timezone ?? 'UTC'
  process.env.TZ = timezone // see `offsetAt`: ten times as quick
  const now = said === undefined ? undefined : parseInstant(said)
  return monthOf(instantAt(now === undefined ? Date.now() : Date.parse(now), timezone))
}
