import {expect, test, vi} from 'vitest'
import {askForMissing, type Line, type Question} from '../../src/cli/ask-missing.js'
import {commandLine} from '../../src/cli/command-line.js'
import type {Context} from '../../src/cli/context.js'

const answers = vi.hoisted((): string[] => [])

/** A person who types these, one after the other, whatever is refused. */
vi.mock('../../src/cli/ask.js', () => ({
  ask: async (_: unknown, read: (text: string) => unknown) => {
    for (;;) {
      const answer = answers.shift()
      if (answer === undefined) throw new Error('asked for more than was answered')
      try {
        await read(answer)
        return answer
      } catch {}
    }
  },
}))

const line = (...argv: readonly string[]): Line => ({
  argv,
  parse: async words => {
    const end = words.includes('--') ? words.indexOf('--') : words.length
    const isFlag = (word: string, index: number) => index < end && word.startsWith('--')
    const typed = words.filter((word, index) => !isFlag(word, index) && index !== end)
    const flags = words.filter(isFlag).map(word => word.slice(2).split('='))
    const [id, work] = typed
    return {args: {id, work}, flags: Object.fromEntries(flags), words: typed}
  },
  isArg: name => name === 'id' || name === 'work',
  context: async (): Promise<Context> => expect.unreachable(),
  grown: () => {},
})

const question = (name: string, rest: Partial<Question> = {}): Question => ({
  name,
  ask: () => ({message: name}),
  ...rest,
})

const asked = (said: Line, ...typed: readonly string[]) => {
  answers.splice(0, answers.length, ...typed)
  const refuseX = (text: string) => {
    if (text === 'x') throw new Error('refused')
  }
  return askForMissing(
    [question('id', {read: refuseX}), question('reason', {read: refuseX}), question('note')],
    said,
  )
}

test('puts each answer where it would have been typed', async () => {
  expect(await asked(line('--tell=T'), 'k3f', 'Booked twice', 'n')).toEqual([
    '--tell=T',
    'k3f',
    '--reason=Booked twice',
    '--note=n',
  ])
})

test('asks nothing where nothing is missing, and reads nothing then', async () => {
  expect(await asked(line('x', '--reason=x', '--note=n'))).toEqual(['x', '--reason=x', '--note=n'])
})

test('refuses what was typed before it asks the first question', async () => {
  await expect(asked(line('--reason=x'), 'k3f', 'n')).rejects.toThrow('refused')
  expect(answers).toEqual(['k3f', 'n'])
})

test('asks again until an answer is taken, and leaves out what is left empty', async () => {
  expect(await asked(line('k3f'), 'x', 'x', 'why', '')).toEqual(['k3f', '--reason=why'])
})

test('does not let an answer be taken for a flag', async () => {
  expect(await asked(line('--note=n'), '-2h', '--force')).toEqual([
    '--note=n',
    '--reason=--force',
    '--',
    '-2h',
  ])
})

test('takes the flag that did not say enough out of the line', async () => {
  answers.splice(0, answers.length, '2026-10-31')
  const unclear = question('at', {isMissing: ({flags}) => flags.at === '22:00'})
  expect(await askForMissing([unclear], line('acme', '--at=22:00'))).toEqual(['acme', '--at=2026-10-31'])
})

test('reads what needs an answer as soon as there is one', async () => {
  const read = vi.fn()
  answers.splice(0, answers.length, 'acme')
  await askForMissing([question('id'), question('from', {needs: ['id'], read})], line('--from=2026-10'))
  expect(read).toHaveBeenCalledExactlyOnceWith(
    '2026-10',
    expect.objectContaining({args: expect.objectContaining({id: 'acme'})}),
  )
})

test('writes a command as a shell takes it', () => {
  expect(commandLine('entry:void', ['k3f', '--reason=Doppelt gebucht', '--tell=5 $'])).toBe(
    `hourbank entry void k3f "--reason=Doppelt gebucht" '--tell=5 $'`,
  )
  expect(commandLine('log', ['acme', ''])).toBe('hourbank log acme ""')
})
