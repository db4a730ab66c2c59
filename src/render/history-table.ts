import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {tellEvent} from '../locale/history.js'
import {terminal as words} from '../locale/terminal.js'
import type {HistoryEvent} from '../operations/account-history.js'
import {drawList} from './list.js'
import type {Look} from './look.js'

/** Who did what to an account, and when. @param currency of its prices */
export function renderHistory(events: readonly HistoryEvent[], currency: string, look: Look): string {
  if (events.length === 0) return words.history.none
  const columns = [
    {heading: words.when},
    {heading: words.by, maxWidth: 18},
    {heading: words.history.what, maxWidth: 24},
    {heading: words.history.about, isFlexible: true},
    {heading: words.id, dispensable: 1},
  ] as const
  const rows = events.map(event => {
    const {what, about} = tellEvent(event, currency)
    return {cells: [formatInstant(event.at, en), event.by ?? words.unsaid, what, about, event.id ?? '']}
  })
  return drawList(columns, rows, look)
}
