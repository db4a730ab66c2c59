/**
 * The measures of the paper and the look of the type. A place on a page is in points (1/72 inch) from its top left
 * corner; DIN 5008 gives its measures in millimetres.
 */

/** @example mm(25.4) // 72 */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4

export const PAPER = {width: 595.28, height: 841.89} as const

/** Where text may stand: the margins of DIN 5008. */
export const TEXT_AREA = {
  left: mm(25),
  right: PAPER.width - mm(20),
  /** On every page but the first, which begins with the letterhead. */
  top: mm(24),
  /** Below it, on the last page, are the seals. */
  bottom: mm(269),
} as const

export const TEXT_WIDTH = TEXT_AREA.right - TEXT_AREA.left

/** DIN 5008 form B: what shows in the window of an envelope, with the sender's line in its upper part. */
export const ADDRESS_FIELD = {
  left: TEXT_AREA.left, // the field begins 20 mm from the edge, its text 5 mm further in
  top: mm(45),
  width: mm(80),
  /** Of the sender's line and of remarks on the post, above the address. */
  remarksHeight: mm(17.7),
  bottom: mm(90),
} as const

export const INFO_BLOCK = {left: mm(125), top: mm(50), right: TEXT_AREA.right} as const

/** Where to fold for the envelope, and where to punch for the folder. */
export const FOLD_MARKS = [mm(105), mm(210)] as const
export const HOLE_MARK = mm(148.5)

export const COLOURS = {
  ink: '#1b2430',
  grey: '#56616e',
  line: '#c8ced6',
  paleLine: '#dde2e8',
  accent: '#1d4e79',
  wash: '#eef3f8',
  warning: '#8a5a00',
  warningWash: '#fdf3dc',
  negative: '#b3402e',
  watermark: '#f4efe4',
} as const

export type Weight = 'regular' | 'bold'

export interface Style {
  readonly weight: Weight
  /** In points. */
  readonly size: number
  /** From one base line to the next. */
  readonly leading: number
  readonly colour: string
}

const style = (weight: Weight, size: number, leading: number, colour: string = COLOURS.ink): Style => ({
  weight,
  size,
  leading,
  colour,
})

export const STYLES = {
  sender: style('bold', 15, 19, COLOURS.accent),
  senderAddress: style('regular', 7.5, 10.5, COLOURS.grey),
  returnLine: style('regular', 6.5, 8, COLOURS.grey),
  address: style('regular', 10, 13),
  title: style('bold', 16, 20),
  subtitle: style('regular', 10, 13, COLOURS.grey),
  heading: style('bold', 10.5, 14, COLOURS.accent),
  columnHeading: style('bold', 7.5, 10, COLOURS.grey),
  body: style('regular', 8.5, 10.8),
  strong: style('bold', 8.5, 10.8),
  detail: style('regular', 7, 9.2, COLOURS.grey),
  warning: style('bold', 8.5, 11.2, COLOURS.warning),
  small: style('regular', 6.5, 8.4, COLOURS.grey),
  seal: style('regular', 5.6, 7.4, COLOURS.grey),
  chart: style('regular', 6, 7.5, COLOURS.grey),
  chartStrong: style('bold', 6.5, 7.5),
  watermark: style('bold', 84, 84, COLOURS.watermark),
} as const satisfies Readonly<Record<string, Style>>
