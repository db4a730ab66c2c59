import type {ContractId} from '../../domain/contract.js'
import type {StoredPage} from '../../schema/page.js'
import {isUnchecked, numbersOpened} from '../account-codec.js'
import {damageOf} from '../damage.js'
import type {Damage} from '../store.js'
import {hasHalfLetter} from '../stored-json.js'
import {type AccountPages, LIST_NAMES, TABLE_OF} from './account-rows.js'
import {COLUMNS, closedBookings, searchable} from './account-writing.js'
import type {Session} from './database.js'

/** What is wrong with an account, record by record, and whether so much is that it cannot be put together. */
export async function inspectAccount(
  session: Session,
  pages: AccountPages,
  id: ContractId,
): Promise<{readonly damage: readonly Damage[]; readonly isUnreadable: boolean}> {
  const found = [
    ...damageOf(() => pages.readContract()),
    ...pages.months.flatMap(month => damageOf(() => pages.read(month))),
  ]
  if (found.length > 0) return {damage: found, isUnreadable: true}
  const read = pages.months.map(month => pages.read(month))
  const texts = pages.months.map(month => ({
    place: pages.pathOf(month),
    text: pages.openRows(month)?.rest ?? pages.closedText(month) ?? '{}',
  }))
  const halved = texts
    .filter(({text}) => hasHalfLetter(text))
    .map(({place}) => ({place, defect: 'half-letter'}) as const)
  const unchecked = texts
    .filter(({text}) => isUnchecked(text))
    .map(({place}) => ({place, defect: {kind: 'unchecked'}}) as const)
  return {
    damage: [
      ...halved,
      ...unchecked,
      ...(await differingColumns(session, pages, id)),
      ...(await differingIndexes(session, pages, id, read)),
    ],
    isUnreadable: false,
  }
}

/** What stands in a column as well as in a record and is not the same: by the column it is found. */
async function differingColumns(
  {ask}: Session,
  pages: AccountPages,
  id: ContractId,
): Promise<readonly Damage[]> {
  const damage: Damage[] = []
  for (const name of LIST_NAMES) {
    const columns = COLUMNS[name]
    if (columns.length === 0) continue
    const rows = await ask(`SELECT * FROM $schema.${TABLE_OF[name]} WHERE account = $1`, id)
    for (const row of rows) {
      const record = JSON.parse(row.record ?? '{}')
      const wrong = columns.filter(column => {
        const value = column.of(record)
        return (typeof value === 'string' ? searchable(value) : null) !== row[column.name]
      })
      damage.push(
        ...wrong.map(({name: path}) => ({
          place: `${pages.pathOf()} ${row.month} ${TABLE_OF[name]} ${row.position}`,
          defect: {kind: 'invalid-fields', problems: [{path, message: 'what the record says'}]} as const,
        })),
      )
    }
  }
  return damage
}

/** What closed pages have and nobody would find, and the columns of theirs. */
async function differingIndexes(
  {ask}: Session,
  pages: AccountPages,
  id: ContractId,
  read: readonly StoredPage[],
): Promise<readonly Damage[]> {
  const damage: Damage[] = []
  const numbers = (await ask('SELECT number FROM $schema.request WHERE account = $1', id)).map(
    row => row.number,
  )
  for (const number of new Set(numbersOpened(read)))
    if (!numbers.includes(number))
      damage.push({place: pages.pathOf(), defect: {kind: 'not-indexed', number, contract: id}})
  const booked = await ask(
    'SELECT month, kind, id, consultant, day FROM $schema.closed_booking WHERE account = $1',
    id,
  )
  const closed = await ask('SELECT month, number, seal FROM $schema.closed_page WHERE account = $1', id)
  for (const page of read) {
    if (page.status !== 'closed') continue
    const row = closed.find(({month}) => month === page.month)
    const problem = (path: string) =>
      damage.push({
        place: pages.pathOf(page.month),
        defect: {kind: 'invalid-fields', problems: [{path, message: 'what the page says'}]},
      })
    if (row?.number !== page.number) problem('number')
    if (row?.seal !== page.seal.sha256) problem('seal')
    const known = booked
      .filter(({month}) => month === page.month)
      .map(each => keyOf(each.kind, each.id, each.consultant, each.day))
    const said = closedBookings({...page}).map(each => keyOf(each.kind, each.id, each.consultant, each.day))
    if (known.sort().join('\n') !== said.sort().join('\n')) problem('closed_booking')
  }
  return damage
}

const keyOf = (...columns: readonly (string | null | undefined)[]): string => JSON.stringify(columns)
