import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {executable, type Outcome, Program, programFor} from '../support/program.js'
import {hasSshKeygen, sshKeygen} from '../support/ssh-keygen.js'

// Statements are signed: what a customer has of a closed month, checked with OpenSSH alone.

const canDetach = spawnSync('pdfdetach', ['-v']).error === undefined
const canCheck = spawnSync('qpdf', ['--version']).error === undefined

/** `acme` with three months to close, and one month that is running. */
const ready = () =>
  programFor(() => {
    const program = Program.withAcme(undefined, '2026-08-01').inOneProcess()
    program.okAll(['log', 'acme', '3h', 'Server moved', '--at', '2026-10-10 9:00', '--id', 'oct'])
    return program
  })

const within = ({folder}: Program, ...path: readonly string[]) => join(folder, ...path)
const bytesOf = (program: Program, ...path: readonly string[]) => readFileSync(within(program, ...path))
const keysOf = (program: Program) => within(program, '.config/hourbank/keys')
const madeKey = (program: Program, ...args: readonly string[]) => program.ok('key', '--json', ...args).json
const codeOf = ({code, json}: Outcome) => [code, json.error.code]

/** What customers keep, by the line that `key` prints. */
function allow(program: Program, ...path: readonly string[]): string {
  const lines = program.ok('key', '--show').stdout.split('\n')
  const allowed = within(program, ...path, 'allowed_signers')
  writeFileSync(allowed, lines.filter(line => line.startsWith('hourbank namespaces=')).join('\n'))
  return allowed
}

/** What OpenSSH says of a file with its signature beside it. */
function checked(program: Program, file: string, bytes = bytesOf(program, file)) {
  const signature = within(program, `${file}.sig`)
  const who = ['-f', allow(program), '-I', 'hourbank', '-n', 'hourbank-statement']
  return sshKeygen(['-Y', 'verify', ...who, '-s', signature], bytes)
}

describe('key', () => {
  test('makes a pair, keeps the private key outside of the store and the public one in the profile', () => {
    const program = ready()
    const {stdout, stderr} = program.ok('key')
    const [publicKey] = /ssh-ed25519 \S{68}/.exec(stdout) ?? []
    const [file] = readdirSync(keysOf(program))
    expect(stdout).toMatch(/^Fingerprint {2}SHA256:\S{43}$/m)
    expect(stdout).toContain(`hourbank namespaces="hourbank-statement" ${publicKey}\n`)
    expect(stdout).toContain(join(keysOf(program), String(file)))
    expect(stderr).toContain('is in no backup of the store: keep a copy')
    expect(program.ok('config').stdout).toContain(`signing-key   ${publicKey}`)
    expect(program.ok('key', '--show', '--json').json).toMatchObject({
      key: {publicKey, fingerprint: expect.stringMatching(/^SHA256:\S{43}$/)},
      file: join(keysOf(program), String(file)),
      earlier: [],
      made: false,
    })
  })

  test('shows the key that is there, and replaces none without being told', () => {
    const program = ready()
    expect(program.ok('key', '--show').stdout).toContain('There is no key yet')
    const {key, file} = madeKey(program)
    expect(madeKey(program)).toMatchObject({key, file, made: false})
    expect(codeOf(program.run('key', '--output', 'other', '--json'))).toEqual([2, 'KEY_EXISTS'])
    expect(readdirSync(keysOf(program))).toHaveLength(1)
    expect(existsSync(within(program, 'other'))).toBe(false)
  })

  test('never overwrites a file, and never puts a private key into the store', () => {
    const program = ready()
    writeFileSync(within(program, 'precious'), 'precious')
    expect(codeOf(program.run('key', '--output', 'precious', '--json'))).toEqual([2, 'FILE_EXISTS'])
    expect(bytesOf(program, 'precious').toString()).toBe('precious')
    expect(codeOf(program.run('key', '--output', 'store/key', '--json'))).toEqual([2, 'OUTPUT_IN_STORE'])
    expect(codeOf(program.run('key', '--output', 'nowhere/key', '--json'))).toEqual([2, 'NO_FILE'])
    const inStore = {env: {XDG_CONFIG_HOME: program.store}}
    expect(codeOf(program.runWith(inStore, 'key', '--json'))).toEqual([2, 'OUTPUT_IN_STORE'])
    expect(program.stored('store.json').signingKeys).toEqual([])
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })

  test('leaves nothing of the private key in the store or in its backup', () => {
    const program = ready()
    const {file} = madeKey(program)
    program.okAll(['rollover', '--statements', 'out'], ['backup', 'store.tar.gz'])
    const secret = Buffer.from(readFileSync(file, 'utf8').split('\n').slice(1, -2).join(''), 'base64')
    const at = secret.lastIndexOf('ssh-ed25519') + 11 + 4 + 32 + 4
    const seed = secret.subarray(at, at + 32)
    const files = readdirSync(program.folder, {recursive: true, encoding: 'utf8'})
      .filter(name => statSync(within(program, name)).isFile() && within(program, name) !== file)
      .map(name => [name, name.endsWith('.gz') ? gunzipSync(bytesOf(program, name)) : bytesOf(program, name)])
    expect(files.length).toBeGreaterThan(8)
    for (const form of [seed, seed.toString('hex'), seed.toString('base64').slice(0, 40), 'PRIVATE KEY'])
      for (const [name, bytes] of files)
        expect([name, (bytes as Buffer).includes(form)]).toEqual([name, false])
  })

  test.each(['000', '077'])('makes the file for its owner alone under umask %s', umask => {
    const program = ready()
    const run = (...args: readonly string[]) =>
      spawnSync('sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', process.execPath, executable, ...args], {
        ...{env: program.env, cwd: program.folder, encoding: 'utf8'},
      })
    expect(run('key').status).toBe(0)
    const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8)
    const [file = ''] = readdirSync(keysOf(program))
    expect([mode(join(keysOf(program), file)), mode(keysOf(program))]).toEqual(['600', '700'])
    mkdirSync(within(program, 'team'))
    chmodSync(within(program, 'team'), 0o2770)
    expect(run('key', '--renew', '--output', 'team/key').status).toBe(0)
    expect(mode(within(program, 'team/key'))).toBe('600')
  })

  test('takes a key that somebody has, if it can be signed with and is kept safe', () => {
    const program = ready()
    const {file} = madeKey(program)
    const other = ready()
    copyFileSync(file, within(other, 'mine'))
    chmodSync(within(other, 'mine'), 0o644)
    expect(codeOf(other.run('key', '--use', 'mine', '--json'))).toEqual([2, 'UNUSABLE_KEY'])
    chmodSync(within(other, 'mine'), 0o600)
    expect(madeKey(other, '--use', 'mine').key.publicKey).toBe(madeKey(program).key.publicKey)
    expect(codeOf(ready().run('key', '--use', 'mine', '--json'))).toEqual([2, 'NO_FILE'])
    writeFileSync(within(other, 'text'), 'no key', {mode: 0o600})
    expect(codeOf(other.run('key', '--renew', '--use', 'text', '--json'))).toEqual([2, 'UNUSABLE_KEY'])
  })

  test('is not typed, and is taken back by an empty one', () => {
    const program = ready()
    expect(codeOf(program.run('config', 'set', 'signing-key', 'ssh-ed25519 AAAA', '--json'))).toEqual([
      2,
      'KEY_NOT_TYPED',
    ])
    madeKey(program)
    program.okAll(['config', 'set', 'signing-key', ''], ['rollover'])
    program.ok('statement', 'acme', '--output', 'october.json')
    expect(existsSync(within(program, 'october.json.sig'))).toBe(false)
  })

  test('made by two at once is that of one of them', async () => {
    const program = ready()
    const both = await Promise.all([program.start('key').finished, program.start('key').finished])
    const {signingKeys} = program.stored('store.json')
    expect(signingKeys).toHaveLength(1)
    for (const {code, stdout, stderr} of both)
      expect(code === 0 ? stdout : stderr).toContain(code === 0 ? signingKeys[0].publicKey : 'a key already')
  })
})

describe('a statement of a closed month', () => {
  test('is signed with the key: a file beside its JSON, the same on every run', () => {
    const program = ready()
    const {key} = madeKey(program)
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'october.json'])
    expect(bytesOf(program, 'october.json.sig').toString()).toMatch(
      /^-----BEGIN SSH SIGNATURE-----\n[\s\S]+\n-----END SSH SIGNATURE-----\n$/,
    )
    const before = bytesOf(program, 'october.json.sig')
    rmSync(within(program, 'october.json.sig'))
    expect(program.ok('statement', 'acme', '--output', 'october.json', '--json').json.files).toMatchObject([
      {file: 'october.json', isChanged: true},
    ])
    expect(bytesOf(program, 'october.json.sig')).toEqual(before)
    expect(program.ok('statement', 'acme', '--output', 'october.json').stderr).toBe(
      'unchanged october.json\n',
    )
    const {stdout} = program.ok('statement', 'acme', '--width', '200')
    expect(stdout).toContain(`Signiert mit    ${key.fingerprint} (`)
    expect(stdout).toMatch(/Prüfen mit {6}ssh-keygen -Y verify .* < acme-2026-10\.json$/m)
  })

  test('is the same PDF on every run, and says nothing of a signature that was left out', () => {
    const program = ready()
    madeKey(program)
    program.okAll(['rollover', '--statements', 'one'], ['statement', 'acme', '--output', 'two.pdf'])
    expect(bytesOf(program, 'one/acme-2026-10.pdf')).toEqual(bytesOf(program, 'two.pdf'))
    program.okAll(['statement', 'acme', '--no-sign', '--output', 'plain.pdf'])
    expect(bytesOf(program, 'two.pdf').includes('acme-2026-10.json.sig')).toBe(true)
    expect(bytesOf(program, 'plain.pdf').includes('acme-2026-10.json.sig')).toBe(false)
    expect(program.ok('statement', 'acme', '--no-sign').stdout).not.toContain('ssh-keygen')
  })

  test('that was closed before there was a key is signed with the first one', () => {
    const program = ready()
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'plain.json'])
    madeKey(program.at('2026-12-24T10:00:00+01:00'))
    program.ok('statement', 'acme', '--output', 'signed.json')
    expect(bytesOf(program, 'signed.json')).toEqual(bytesOf(program, 'plain.json'))
    expect(existsSync(within(program, 'plain.json.sig'))).toBe(false)
    expect(existsSync(within(program, 'signed.json.sig'))).toBe(true)
  })

  test('stays signed with the key of its time when that is renewed', () => {
    const program = ready()
    const first = madeKey(program)
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'october.json'])
    const before = bytesOf(program, 'october.json.sig')
    const second = madeKey(program.at('2026-12-01T10:00:00+01:00'), '--renew')
    expect(second).toMatchObject({made: true, earlier: [{publicKey: first.key.publicKey}]})
    program.okAll(
      ['rollover'],
      ['statement', 'acme', '--month', '2026-10', '--output', 'october.json'],
      ['statement', 'acme', '--output', 'november.json'],
    )
    expect(bytesOf(program, 'october.json.sig')).toEqual(before)
    const fingerprints = ['october', 'november'].map(
      name =>
        program.ok('verify', '--statement', `${name}.json`, '--json').json.copies[0].signature.fingerprint,
    )
    expect(fingerprints).toEqual([first.key.fingerprint, second.key.fingerprint])
    // Who names the new key is still able to print what the old one signed, as long as that is there.
    const named = {env: {HOURBANK_KEY: second.file}}
    const october = ['statement', 'acme', '--month', '2026-10', '--output', 'again.json', '--json']
    expect(program.runWith(named, ...october).code).toBe(0)
    rmSync(first.file)
    expect(program.runWith(named, ...october).json.error).toMatchObject({
      code: 'NO_SIGNING_KEY',
      details: {fingerprint: first.key.fingerprint},
    })
  })

  test('is not signed while its month is open, nor in one file with others, which is said', () => {
    const program = ready()
    madeKey(program)
    program.okAll(['rollover'], ['statement', 'acme', '--month', 'this', '--output', 'open.json'])
    expect(existsSync(within(program, 'open.json.sig'))).toBe(false)
    const {stderr} = program.ok('statement', 'acme', '--from', '2026-09', '--output', 'both.json')
    expect(stderr).toContain('both.json is not signed, as it has several statements')
    expect(existsSync(within(program, 'both.json.sig'))).toBe(false)
    program.ok('statement', 'acme', '--from', '2026-09', '--output', 'each/', '--format', 'json')
    expect(readdirSync(within(program, 'each'))).toEqual([
      ...['acme-2026-09.json', 'acme-2026-09.json.sig', 'acme-2026-10.json', 'acme-2026-10.json.sig'],
    ])
  })
})

describe('without the private key', () => {
  const withoutKey = () => {
    const program = ready()
    const {file} = madeKey(program)
    copyFileSync(file, within(program, 'copy'))
    rmSync(file)
    return {program, file}
  }

  test('nothing for customers is made, and nothing closed for it, until somebody says so', () => {
    const {program, file} = withoutKey()
    const before = program.fingerprint()
    const {code, json} = program.run('rollover', '--statements', 'out', '--json')
    expect([code, json.error.code, json.error.details.file]).toEqual([2, 'NO_SIGNING_KEY', file])
    expect(program.fingerprint()).toBe(before)
    program.ok('rollover')
    for (const name of ['october.pdf', 'october.json']) {
      expect(codeOf(program.run('statement', 'acme', '--output', name, '--json'))).toEqual([
        2,
        'NO_SIGNING_KEY',
      ])
      expect(existsSync(within(program, name))).toBe(false)
    }
    expect(program.run('statement', 'acme', '--format', 'pdf', '--output', '-').code).toBe(2)
    program.okAll(
      ['statement', 'acme', '--no-sign', '--output', 'october.pdf'],
      ['rollover', '--statements', 'out', '--no-sign'],
    )
  })

  test('whatever is looked at is shown, and open months are written', () => {
    const {program} = withoutKey()
    program.okAll(
      ['rollover'],
      ['statement', 'acme'],
      ['statement', 'acme', '--json'],
      ['statement', 'acme', '--format', 'json'],
      ['statement', 'acme', '--output', 'october.csv'],
      ['statement', 'acme', '--month', 'this', '--output', 'november.pdf'],
      ['verify'],
    )
  })

  test('a copy of it will do, named by a flag or by the environment, as a file or in a folder', () => {
    const {program, file} = withoutKey()
    program.ok('rollover', '--statements', 'out', '--key', 'copy')
    const written = bytesOf(program, 'out/acme-2026-10.pdf')
    for (const [index, place] of ['copy', keysOf(program)].entries()) {
      if (index === 1) copyFileSync(within(program, 'copy'), file)
      const env = {HOURBANK_KEY: place}
      expect(program.runWith({env}, 'statement', 'acme', '--output', `${index}.pdf`).code).toBe(0)
      expect(bytesOf(program, `${index}.pdf`)).toEqual(written)
    }
  })

  test('no other key is taken for it', () => {
    const {program} = withoutKey()
    const {file, key} = madeKey(ready())
    program.ok('rollover')
    const answer = program.run('statement', 'acme', '--output', 'a.json', '--key', file, '--json')
    expect(codeOf(answer)).toEqual([2, 'NO_SIGNING_KEY'])
    expect(answer.json.error.message).toContain(`which is that of ${key.fingerprint}`)
  })
})

test('a backup from before the key is restored with a word that nothing is signed any more', () => {
  const program = ready()
  program.ok('backup', 'before.tar.gz')
  const {key, file} = madeKey(program)
  const {stderr} = program.ok('restore', 'before.tar.gz')
  expect(stderr).toContain(`The backup does not know the key ${key.fingerprint}`)
  expect(madeKey(program, '--use', file)).toMatchObject({key: {publicKey: key.publicKey}, made: true})
  program.okAll(['backup', 'after.tar.gz'])
  expect(program.ok('restore', 'after.tar.gz').stderr).toBe('')
})

describe('verify --statement', () => {
  test('checks the signature in the PDF or beside the JSON, against the keys of the profile', () => {
    const program = ready()
    const {key} = madeKey(program)
    program.okAll(
      ['rollover'],
      ['statement', 'acme', '--output', 'a.json'],
      ['statement', 'acme', '--output', 'a.pdf'],
    )
    for (const file of ['a.json', 'a.pdf']) {
      const {stdout} = program.ok('verify', '--statement', file)
      expect(stdout).toContain(`as the store has it; it is signed with ${key.fingerprint}`)
    }
    rmSync(within(program, 'a.json.sig'))
    expect(program.ok('verify', '--statement', 'a.json').stdout).toContain('it is not signed')
  })

  test('finds what is not what was signed, and who has no key here', () => {
    const program = ready()
    madeKey(program)
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'a.json'])
    const whatIs = (name: string) => {
      const {code, json} = program.run('verify', '--statement', name, '--json')
      return [code, json.copies[0].signature.kind, json.problems.length]
    }
    const text = bytesOf(program, 'a.json').toString()
    const signature = bytesOf(program, 'a.json.sig').toString()
    const write = (name: string, content: string, signed: string) => {
      writeFileSync(within(program, name), content)
      writeFileSync(within(program, `${name}.sig`), signed)
    }
    write('spaced.json', ` ${text}`, signature)
    expect(whatIs('spaced.json')).toEqual([5, 'signature-wrong', 1])
    write('none.json', text, 'no signature')
    expect(whatIs('none.json')).toEqual([5, 'no-signature', 1])
    program.okAll(['config', 'set', 'signing-key', ''])
    expect(whatIs('a.json')).toEqual([5, 'unknown-signer', 1])
    const {file} = madeKey(program)
    expect(whatIs('a.json')).toEqual([5, 'unknown-signer', 1])
    expect(file).toContain(keysOf(program))
  })
})

describe.skipIf(!hasSshKeygen)('a customer with OpenSSH (needs ssh-keygen)', () => {
  test('checks the JSON with its signature, and not what differs from it in one byte', () => {
    const program = ready()
    const {key} = madeKey(program)
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'a.json'])
    expect(checked(program, 'a.json')).toEqual({
      isOk: true,
      says: `Good "hourbank-statement" signature for hourbank with ED25519 key ${key.fingerprint}`,
    })
    const bytes = bytesOf(program, 'a.json')
    for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      expect(checked(program, 'a.json', altered).isOk).toBe(false)
    }
  })

  test('checks statements of both keys after one was renewed, by the lines that key prints', () => {
    const program = ready()
    madeKey(program)
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'october.json'])
    madeKey(program.at('2026-12-01T10:00:00+01:00'), '--renew')
    program.okAll(['rollover'], ['statement', 'acme', '--output', 'november.json'])
    for (const name of ['october.json', 'november.json']) expect(checked(program, name).isOk).toBe(true)
  })

  test.skipIf(!canDetach).each(['de', 'en'])(
    'checks what is attached to the PDF by the line that is printed on it, in %s (needs pdfdetach)',
    locale => {
      const program = ready()
      program.okAll(['contract', 'edit', 'acme', '--locale', locale])
      madeKey(program)
      program.ok('rollover', '--statements', 'out')
      mkdirSync(within(program, 'customer'))
      const folder = {cwd: within(program, 'customer'), encoding: 'utf8'} as const
      const pdf = '../out/acme-2026-10.pdf'
      expect(spawnSync('pdfdetach', ['-saveall', pdf], folder).status).toBe(0)
      allow(program, 'customer')
      const text = spawnSync('pdftotext', ['-layout', pdf, '-'], folder).stdout
      const [command = ''] = /ssh-keygen -Y verify.*$/m.exec(text) ?? []
      expect(spawnSync('sh', ['-c', command], folder).stdout).toMatch(/^Good "hourbank-statement" signature/)
      program.ok('statement', 'acme', '--output', 'a.json')
      expect(bytesOf(program, 'a.json')).toEqual(bytesOf(program, 'customer/acme-2026-10.json'))
      expect(bytesOf(program, 'a.json.sig')).toEqual(bytesOf(program, 'customer/acme-2026-10.json.sig'))
    },
  )

  test('gets the same of many statements, which threads render', () => {
    const program = programFor(() => Program.withAcme(undefined, '2023-01-01').inOneProcess())
    madeKey(program)
    program.okAll(['rollover', '--statements', 'out'], ['statement', 'acme', '--output', 'one.pdf'])
    expect(readdirSync(within(program, 'out')).length).toBeGreaterThan(40)
    expect(bytesOf(program, 'out/acme-2026-10.pdf')).toEqual(bytesOf(program, 'one.pdf'))
  })
})

test.skipIf(!canCheck)('qpdf finds nothing wrong with a signed PDF (needs qpdf)', () => {
  const program = ready()
  madeKey(program)
  program.ok('rollover', '--statements', 'out')
  const {stdout} = spawnSync('qpdf', ['--check', within(program, 'out/acme-2026-10.pdf')], {encoding: 'utf8'})
  expect(stdout).toContain('No syntax or stream encoding errors found')
})
