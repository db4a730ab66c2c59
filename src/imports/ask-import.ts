import {type Question, type Said, saidText} from '../cli/ask-missing.js'
import {personQuestion} from '../cli/ask-person.js'
import {MAX_IMPORT, readBytes} from '../cli/read-file.js'
import type {Result} from '../domain/refusal.js'
import type {Field, Reading} from '../exchange/reading.js'

/** A column that was not found: which field it may be one of, and which columns there are. */
export interface Sought {
  readonly oneOf: readonly Field[]
  readonly columns: readonly string[]
}

/** What questions have to know of a format. */
export interface Asked<Problem> {
  /** Reads the file as it is mapped so far. */
  readonly read: (bytes: Uint8Array, flags: Said['flags']) => Result<Reading<object>, Problem>
  /** Which column a file that cannot be read lacks; undefined if it lacks something else. */
  readonly soughtIn: (problem: Problem) => Sought | undefined
}

/** Contract, start and length, and as many that could be two columns. */
const MOST_COLUMNS = 6

/** What `import` asks for: the file, the columns that were not found, and who did the work if the rows do not say it. */
export function importQuestions<Problem>({read, soughtIn}: Asked<Problem>): readonly Question[] {
  const readingOf = remembering(read)
  const soughtBy = (said: Said): Sought | undefined => {
    const reading = readingOf(said)
    return reading === undefined || reading.ok ? undefined : soughtIn(reading.refusal)
  }
  const isConsultantUnsaid = (said: Said): boolean => {
    const reading = readingOf(said)
    if (!reading?.ok) return false
    return reading.value.rows.some(row => row.kind === 'draft' && row.draft.consultant === undefined)
  }
  const person = personQuestion('Who did the work where a row does not say it')
  return [
    {
      name: 'file',
      read: path => void readBytes(path, MAX_IMPORT),
      ask: () => ({message: 'The file', example: 'tickets.csv'}),
    },
    // One at a time: which column is missing next depends on those that are mapped.
    ...Array.from({length: MOST_COLUMNS}, (_, index) => columnQuestion(`column ${index + 1}`, soughtBy)),
    {
      ...person,
      needs: ['file'],
      isMissing: async said => (await person.saidIn?.(said)) === undefined && isConsultantUnsaid(said),
    },
  ]
}

/** Reads a file again only when it is mapped otherwise; undefined where there is none, or it comes from elsewhere. */
function remembering<R>(read: (bytes: Uint8Array, flags: Said['flags']) => R): (said: Said) => R | undefined {
  let last: {readonly key: string; readonly reading: R} | undefined
  return said => {
    const path = saidText(said, 'file')
    if (path === undefined || path === '-') return undefined
    const key = JSON.stringify([path, said.flags])
    if (last?.key !== key) last = {key, reading: read(readBytes(path, MAX_IMPORT), said.flags)}
    return last.reading
  }
}

const columnQuestion = (name: string, soughtBy: (said: Said) => Sought | undefined): Question => ({
  name,
  needs: ['file'],
  saidIn: () => undefined,
  isMissing: said => soughtBy(said) !== undefined,
  ask: async said => {
    const {oneOf, columns} = soughtBy(said) ?? {oneOf: [], columns: []}
    const taken = new Set([said.flags.map ?? []].flat().map(each => String(each).replace(/^.*?=/, '')))
    const free = columns.filter(column => !taken.has(column))
    const found = free.flatMap(column =>
      oneOf.map(field => ({
        name: oneOf.length === 1 ? column : `${column}, as ${field}`,
        value: `--map=${field}=${column}`,
      })),
    )
    const {store} = await said.context()
    const contracts = oneOf.includes('contract') ? await store.listContracts() : []
    const ofOne = contracts.map(id => ({name: `none: all is of ${id}`, value: `--set=contract=${id}`}))
    return {message: `Which column is the ${oneOf.join(' or ')}`, choices: [...found, ...ofOne]}
  },
  asTyped: answer => [answer],
})
