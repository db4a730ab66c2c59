import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {Program, root} from '../support/program.js'

// Whoever has the JSON of a statement can recompute its seal, by what docs/formats.md says and nothing else.

const hasTools = ['jq', 'sha256sum'].every(tool => spawnSync(tool, ['--version']).status === 0)

/** The two commands of the page. */
const commands = /```sh\n(jq[^`]*)```/.exec(readFileSync(join(root, 'docs/formats.md'), 'utf8'))?.[1] ?? ''

let program: Program
let statements: ReturnType<typeof JSON.parse>[]
beforeAll(() => {
  program = Program.withAcme('2026-03-02T09:00:00+01:00', '2026-01-01').inOneProcess()
  program.ok(
    'log',
    'acme',
    '1h',
    'Größere „Störung“ \\ "x" 😀\u2028 <b>',
    '--for',
    'Łukasz Čapek',
    '--at',
    '2026-01-10 9:00',
  )
  program.ok('log', 'acme', '9h', 'Umzug', '--at', '2026-02-10 8:00', '--force', '--reason', 'INTERN')
  program.ok('rollover')
  statements = ['2026-01', '2026-02'].map(month => {
    const {stdout} = program.ok('statement', 'acme', '--month', month, '--format', 'json')
    writeFileSync(join(program.folder, `${month}.json`), stdout)
    return JSON.parse(stdout).statements[0]
  })
})
afterAll(() => program.remove())

/** What the commands print for a file: the seal as it was recomputed, and as the statement has it. */
function recomputed(file: string): readonly string[] {
  writeFileSync(join(program.folder, 'statement.json'), readFileSync(join(program.folder, file)))
  const {stdout} = spawnSync('bash', ['-c', commands], {cwd: program.folder, encoding: 'utf8'})
  return stdout.split('\n').map(line => line.split(' ')[0] ?? '')
}

describe.runIf(hasTools)('a customer with jq and sha256sum', () => {
  it.each(['2026-01.json', '2026-02.json'])('finds the seal of %s in its own content', file => {
    const [own, stated] = recomputed(file)
    expect(own).toMatch(/^[0-9a-f]{64}$/)
    expect(own).toBe(stated)
  })

  it('finds another one where a letter was changed', () => {
    const text = readFileSync(join(program.folder, '2026-01.json'), 'utf8')
    writeFileSync(join(program.folder, 'changed.json'), text.replace('Größere', 'Groessere'))
    const [own, stated] = recomputed('changed.json')
    expect(own).not.toBe(stated)
  })
})

describe('the seals of two months', () => {
  it('follow each other, by rule 2', () => {
    const [january, february] = statements
    expect(january.seal).toMatchObject({rule: 2, previous: null})
    expect(february.seal).toMatchObject({rule: 2, previous: january.seal.sha256})
  })

  it('cover what is internal, of which the statement has the digest only', () => {
    expect(JSON.stringify(statements)).not.toMatch(/INTERN|J\. Weber.*recordedBy|forcedBecause/)
    const page = program.page('acme', '2026-02')
    const before = readFileSync(page, 'utf8')
    writeFileSync(page, before.replace('INTERN', 'INTERM'))
    expect(program.run('verify').code).toBe(5)
    writeFileSync(page, before)
    expect(program.run('verify').code).toBe(0)
  })

  it('stay where the texts of a later version would differ: what was printed is kept', () => {
    const kept = JSON.parse(readFileSync(program.page('acme', '2026-01'), 'utf8')).statement
    const {seal: _, ...printed} = statements[0]
    expect(kept).toEqual(printed)
  })
})
