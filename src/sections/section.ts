import {formatDuration, type Minutes} from '../domain/minutes.js'
import {withMinus} from '../locale/formats.js'

/**
 * A part of a statement as a value, which every renderer draws and none makes. Text is in it as it was recorded: what
 * draws it makes it harmless.
 */
export interface Section<Name extends string = string> {
  readonly heading: string
  readonly columns: readonly Column<Name>[]
  /** What the rows go on from. */
  readonly opening: readonly Row<Name>[]
  readonly rows: readonly Row<Name>[]
  /** What the rows come to. */
  readonly sums: readonly Row<Name>[]
  /** What is said where there is no row; a section without it is left out then. */
  readonly ifEmpty?: string
  /** What is said below the rows. */
  readonly note?: string
}

/** A column as a reader sees it: which cell of each row, and how it makes room for the others. */
export interface Column<Name extends string = string> {
  readonly name: Name
  /** Of several lines, where a line feed parts them. */
  readonly heading: string
  readonly align?: 'right'
  /** Takes the width that the others leave; one column at most. */
  readonly isFlexible?: true
  /** Left out where a terminal has not enough room, the highest first; what has none stays. */
  readonly dispensable?: number
}

export interface Row<Name extends string = string> {
  /** A name without a cell is a place that stays empty; a cell that no column names is for programs. */
  readonly cells: Readonly<Partial<Record<Name, Cell>>>
  readonly isStrong?: true
  /** What it comes to so far, for a page that ends after this row. */
  readonly carried?: string
}

export interface Cell {
  /** As a person reads it. */
  readonly text: string
  /** What is said below it: a sentence, or short facts, which are set apart by commas and not broken over lines. */
  readonly details?: readonly (string | readonly string[])[]
  /** As a program reads it, where that is not the text: days in ISO form, durations without a plus sign. */
  readonly data?: string
  /** A number or duration, which no spreadsheet may take for a formula. */
  readonly isFigure?: true
  /** A balance below zero, which is red, on a terminal and on paper. */
  readonly isNegative?: boolean
}

/** One of the figures that show how the balance came about. */
export interface Figure {
  readonly label: string
  readonly value: Cell
  readonly isStrong?: true
  /** The one that the figures before it come to. */
  readonly isResult?: true
}

/** @param data the same for a program, where it writes it otherwise */
export const figure = (text: string, data: string = text): Cell => ({
  text: withMinus(text),
  data,
  isFigure: true,
})

/** A balance, or what is available. */
export const balanceFigure = (minutes: Minutes): Cell => ({
  ...figure(formatDuration(minutes)),
  isNegative: minutes < 0,
})
