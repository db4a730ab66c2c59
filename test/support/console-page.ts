import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Answer, Shell} from './shell.js'

/**
 * Plays the examples of a page of documentation and writes the page anew, with what the program answered. A page that
 * is true is therefore the same before and after.
 *
 * An example is a line of a ```console block that begins with `$ ` (`> ` continues it) and what follows it. The examples
 * of a page are run in order in one shell, which has a home folder of its own (it prints as /home/weber) and no store.
 * What may differ from run to run:
 *
 * - Ids and seals. One on the page stands for the one that the program made at that place, also in later commands.
 * - A line `…` stands for any lines that are left out.
 *
 * Comments that readers do not see set the stage; each has one instruction on a line:
 *
 *     <!-- now 2026-11-20T15:40+01:00 -->   from here on it is this time
 *     <!-- exit 3 -->                       the last command of the next block ends with 3; all others end with 0,
 *                                           unless the next one is `echo $?`, which shows it
 *     <!-- file terms.json -->              the next block is the content of this file (`windows-1252` after the name:
 *                                           in that encoding)
 *     <!-- $ hb contract add … -->          run unseen
 */
export async function playPage(page: string): Promise<PlayedPage> {
  const player = new Player()
  try {
    const parts: string[] = []
    for (const part of partsOf(page)) parts.push(await player.play(part))
    return {page: parts.join(''), examples: player.examples, problems: player.problems}
  } finally {
    player.close()
  }
}

export interface PlayedPage {
  readonly page: string
  /** How many commands of ```console blocks were run. */
  readonly examples: number
  /** Commands that ended with another exit code than the page says. */
  readonly problems: readonly string[]
}

type Part =
  | {readonly kind: 'prose'; readonly text: string}
  | {readonly kind: 'comment'; readonly text: string; readonly instructions: readonly string[]}
  | {readonly kind: 'block'; readonly text: string; readonly language: string; readonly body: string}

const COMMENT_OR_BLOCK = /<!--(?<comment>[\s\S]*?)-->|^```(?<language>\w*)\n(?<body>[\s\S]*?)^```$/gm

/** The page in pieces; their texts one after the other are the page. */
function* partsOf(page: string): Generator<Part> {
  let end = 0
  for (const {index, 0: text, groups = {}} of page.matchAll(COMMENT_OR_BLOCK)) {
    yield {kind: 'prose', text: page.slice(end, index)}
    const {comment, language = '', body = ''} = groups
    const lines = comment?.split('\n').map(line => line.trim())
    if (lines) yield {kind: 'comment', text, instructions: lines.filter(line => line !== '')}
    else yield {kind: 'block', text, language, body}
    end = index + text.length
  }
  yield {kind: 'prose', text: page.slice(end)}
}

interface Example {
  /** As on the page, with its `$ ` and `> `. */
  readonly lines: readonly string[]
  readonly answer: string
}

function examplesIn(body: string): readonly Example[] {
  const examples: {lines: string[]; answer: string[]}[] = []
  for (const line of body.trimEnd().split('\n')) {
    const last = examples.at(-1)
    if (line.startsWith('$ ')) examples.push({lines: [line], answer: []})
    else if (last === undefined) throw new Error(`A console block does not begin with "$ ": ${line}`)
    else if (line.startsWith('> ') && last.answer.length === 0) last.lines.push(line)
    else last.answer.push(line)
  }
  return examples.map(({lines, answer}) => ({lines, answer: answer.join('\n')}))
}

const commandOf = ({lines}: Example) => lines.map(line => line.slice(2)).join('\n')

const HOME_ON_THE_PAGE = '/home/weber'
const ANSWER_LEFT_OUT = '…'

/** What the program makes up: ids after the words that lead to one, what statements have of them, and seals. */
const MADE_UP =
  /(?<=\b[Ee]ntry |\bcredit |Replaced by {2}|"id": ")[a-z0-9]{12}\b|(?<=\b(?:no|Nr)\. )[a-z0-9]{6}\b|\b[0-9a-f]{64}\b/g

class Player {
  readonly #shell = new Shell()
  /** What the program made up, and what the page has in its place. */
  readonly #madeUp = new Map<string, string>()
  #expectedCode = 0
  #file: {readonly name: string; readonly encoding: BufferEncoding} | null = null
  examples = 0
  readonly problems: string[] = []

  close(): void {
    this.#shell.close()
  }

  /** The part as it should be on the page. */
  async play(part: Part): Promise<string> {
    if (part.kind === 'comment') for (const instruction of part.instructions) await this.#follow(instruction)
    if (part.kind !== 'block') return part.text
    if (this.#file) {
      writeFileSync(join(this.#shell.home, this.#file.name), part.body, this.#file.encoding)
      this.#file = null
    }
    return part.language === 'console' ? this.#playBlock(part.body) : part.text
  }

  async #follow(instruction: string): Promise<void> {
    const [, word, rest = ''] = /^(\S+) (.*)$/.exec(instruction) ?? []
    if (word === 'now') await this.#shell.run(`export HOURBANK_NOW=${rest}`)
    else if (word === 'exit') this.#expectedCode = Number(rest)
    else if (word === 'file') {
      const [name = '', encoding] = rest.split(' ')
      this.#file = {name, encoding: encoding === 'windows-1252' ? 'latin1' : 'utf8'}
    } else if (word === '$') {
      const {code, text} = await this.#shell.run(this.#asMade(rest))
      if (code !== 0) this.problems.push(`${rest}\nended with ${code}, unseen: ${text}`)
    } else throw new Error(`"${instruction}" is no instruction of a page.`)
  }

  async #playBlock(body: string): Promise<string> {
    const examples = examplesIn(body)
    const lines: string[] = []
    for (const [index, example] of examples.entries()) {
      const answer = await this.#shell.run(this.#asMade(commandOf(example)))
      this.examples += 1
      const next = examples[index + 1]
      const expected = next === undefined ? this.#expectedCode : 0
      if (answer.code !== expected && (next === undefined || commandOf(next) !== 'echo $?')) {
        this.problems.push(`${commandOf(example)}\nended with ${answer.code} instead of ${expected}.`)
      }
      lines.push(...example.lines, ...this.#shown(answer, example))
    }
    this.#expectedCode = 0
    return ['```console', ...lines, '```'].join('\n')
  }

  /** A command of the page, with what the program made up in place of what the page has. */
  #asMade(command: string): string {
    return [...this.#madeUp].reduce((text, [made, shown]) => text.replaceAll(shown, made), command)
  }

  /** The answer as the page should have it. */
  #shown({text}: Answer, {answer: onPage}: Example): readonly string[] {
    const answer = text.replaceAll('\r\n', '\n').replaceAll(this.#shell.home, HOME_ON_THE_PAGE).trimEnd()
    const known = new Set(this.#madeUp.values())
    const written = [...new Set(onPage.match(MADE_UP))].filter(each => !known.has(each))
    const made = [...new Set(answer.match(MADE_UP))].filter(each => !this.#madeUp.has(each))
    for (const [index, each] of made.entries()) this.#madeUp.set(each, written[index] ?? each)
    // The longest first: a statement has the beginning of an id that stands elsewhere in full.
    const longestFirst = [...this.#madeUp].sort(([a], [b]) => b.length - a.length)
    const shown = longestFirst.reduce((all, [from, to]) => all.replaceAll(from, to), answer)
    return shown === '' ? [] : leaveOut(shown.split('\n'), onPage.split('\n'))
  }
}

/** Leaves out of the answer what is left out on the page: as many lines before and after are kept as there are. */
function leaveOut(answer: readonly string[], onPage: readonly string[]): readonly string[] {
  const before = onPage.indexOf(ANSWER_LEFT_OUT)
  const after = onPage.length - before - 1
  if (before === -1 || answer.length <= before + after) return answer
  return [...answer.slice(0, before), ANSWER_LEFT_OUT, ...answer.slice(answer.length - after)]
}
