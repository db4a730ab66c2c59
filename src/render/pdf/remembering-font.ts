import type {Font, GlyphRun} from 'fontkit'

/** Enough for the words of many statements; then it begins anew, so that a long batch needs no more memory. */
const WORDS_KEPT = 5_000
/** Times, dates, amounts. */
const FIGURES = /^[0-9:.,+–-]+ ?$/
const UNBREAKABLE = /(?<=\u00a0)/

/**
 * A font that lays each word out once for all documents. Finding its signs and the kerning between them takes longer
 * than all else that pdfkit does with a word, and pdfkit itself remembers them for one document only.
 *
 * @throws RangeError for a font that is not measured in thousandths: pdfkit scales what it is given in place, which
 * changes nothing only where the scale is 1
 */
export function rememberingFont(font: Font): Font {
  if (font.unitsPerEm !== 1000) throw new RangeError(`${font.postscriptName} is not measured in thousandths`)
  const runs = new Map<string, GlyphRun>()
  const name = namer(font)
  const runOf = (text: string): GlyphRun => {
    const known = runs.get(text)
    if (known !== undefined) return known
    const parts = partsOf(text)
    if (parts.length === 1) name(text)
    const run = measured(parts.length > 1 ? joined(parts.map(runOf)) : font.layout(text))
    if (runs.size >= WORDS_KEPT) runs.clear()
    runs.set(text, run)
    return run
  }
  const layout: Font['layout'] = (text, features, ...rest) =>
    features === undefined ? runOf(text) : font.layout(text, features, ...rest)
  return Object.create(font, {layout: {value: layout}})
}

/**
 * What can be laid out one by one, since there is no kerning between: figures, which stand in columns, and words with
 * a no-break space. Each of them is then known from other texts.
 */
const partsOf = (word: string): readonly string[] =>
  FIGURES.test(word) ? [...word] : word.split(UNBREAKABLE)

/** Runs one after the other, as a run of its own. */
function joined(runs: readonly GlyphRun[]): GlyphRun {
  const glyphs = runs.flatMap(run => run.glyphs)
  const positions = runs.flatMap(run => run.positions)
  return Object.create(runs[0] ?? null, {glyphs: {value: glyphs}, positions: {value: positions}})
}

/** A run that knows how wide it is: by itself it adds that up again whenever it is asked. */
const measured = (run: GlyphRun): GlyphRun =>
  Object.create(run, {
    glyphs: {value: run.glyphs},
    positions: {value: run.positions},
    advanceWidth: {value: run.positions.reduce((sum, {xAdvance}) => sum + xAdvance, 0)},
  })

/**
 * Says of signs which letter they are, before they are drawn. fontkit keeps a sign as it first met it: the Y that it took from
 * a Ŷ, when it put the signs of one document together, would be no letter in all later ones, and could not be
 * searched or copied.
 */
function namer(font: Font): (text: string) => void {
  const named = new Set<number>()
  return text => {
    for (const letter of text) {
      const code = letter.codePointAt(0) ?? 0
      if (named.has(code)) continue
      named.add(code)
      const {id, codePoints} = font.glyphForCodePoint(code)
      // 0 is the sign for all that a font does not have.
      if (id !== 0 && codePoints.length === 0) codePoints.push(code)
    }
  }
}
