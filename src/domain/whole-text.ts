/**
 * A letter beyond the first 65,536 is stored as two halves. A text that was cut between them has half a letter, which no
 * encoding can write: no month with one could ever be sealed. JSON is the only way in (`"\ud83d"`).
 */

/** Whether all texts in a value are whole: of a JSON document, however deep it is. */
export function isWhole(value: unknown): boolean {
  return [...textsIn(value)].every(text => text.isWellFormed())
}

/** The same JSON value with `\ufffd` for each half of a letter. */
export function madeWhole<T>(value: T): T {
  if (isWhole(value)) return value
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' ? each.toWellFormed() : each,
  )
}

/** With a list of what is left to visit, because a hostile document nests deeper than the call stack. */
function* textsIn(value: unknown): Generator<string> {
  const left: unknown[] = [value]
  while (left.length > 0) {
    const each = left.pop()
    if (typeof each === 'string') yield each
    else if (typeof each === 'object' && each !== null)
      for (const inner of Object.values(each)) left.push(inner)
  }
}
