import * as v from 'valibot'
import type {PageFormat} from '../domain/page.js'

/** What a record says in format 1, and what only since format 2: with what held before. */
interface Grown<F extends v.ObjectEntries, L extends v.ObjectEntries> {
  readonly fields: F
  readonly later: L
  readonly before: (
    record: v.InferOutput<v.StrictObjectSchema<F, undefined>>,
  ) => v.InferOutput<v.StrictObjectSchema<L, undefined>>
}

/** The schema of a record as a format wrote it; what is read has the fields of today. */
export const recordIn =
  (format: PageFormat) =>
  <F extends v.ObjectEntries, L extends v.ObjectEntries>({fields, later, before}: Grown<F, L>) => {
    const schema =
      format === 1
        ? v.pipe(
            v.strictObject(fields),
            v.transform(record => ({...record, ...before(record)})),
          )
        : v.strictObject({...fields, ...later})
    return schema as v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<F & L, undefined>>>
  }

/** What no JSON can say. */
const ABSENT = {}

/** A field that only formats from `first` on have. In earlier ones it is not there, and is read as what held before. */
export const since = <T>(
  first: PageFormat,
  format: PageFormat,
  schema: v.GenericSchema<unknown, T>,
  before: T,
): v.GenericSchema<unknown, T> => {
  if (format >= first) return schema
  const absent = v.custom(value => value === ABSENT, 'unknown field')
  return v.pipe(
    v.optional(absent, ABSENT),
    v.transform(() => before),
  ) as v.GenericSchema<unknown, T>
}
