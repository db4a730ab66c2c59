import {TEXT_AREA} from './paper.js'
import type {Pen} from './pen.js'

/** The pages of a statement, filled from top to bottom. */
export class Sheet {
  readonly pen: Pen
  /** Where the next thing begins, on the current page. */
  y: number = TEXT_AREA.top
  #page = 1
  readonly #beginPage: () => void
  readonly #bottom: number

  /**
   * @param reserved what is left free at the foot of each page, beyond what always is, as any may be the last one
   * @param beginPage draws what lies behind the text of every page
   */
  constructor(pen: Pen, reserved: number, beginPage: () => void) {
    this.pen = pen
    this.#bottom = TEXT_AREA.bottom - reserved
    this.#beginPage = beginPage
    beginPage()
  }

  get page(): number {
    return this.#page
  }

  /** What is left of the current page. */
  get room(): number {
    return this.#bottom - this.y
  }

  nextPage(): void {
    this.pen.document.addPage()
    this.#page += 1
    this.y = TEXT_AREA.top
    this.#beginPage()
  }

  /** Goes to the next page if the current one has no room for something that must stay together. */
  ensure(height: number): void {
    if (height > this.room) this.nextPage()
  }
}

/** The room of a page that nothing stands on yet. */
export const EMPTY_PAGE = TEXT_AREA.bottom - TEXT_AREA.top
