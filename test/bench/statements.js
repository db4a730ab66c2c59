// How many statements a second become PDFs: the renderer in one process beside pdfkit, which draws as many lines of
// text with the same fonts and has no program around it; then the whole program on one core and on several.
import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {availableParallelism, tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {inflateSync} from 'node:zlib'
import {build} from 'esbuild'
import {create} from 'fontkit'
import PDFDocument from 'pdfkit'

const COUNT = 1000
const QUARTERS = [25, 50, 75, 100]
const CONTRACTS = 200
const MOVEMENTS = 30
const ROUNDS = 3
const HEAP_MEGABYTES = 64
const MONTH = '2026-10'
const NOW = '2026-11-02T08:00:00+01:00'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin/run.js')
const print = line => process.stdout.write(`${line}\n`)
const pad = number => String(number).padStart(2, '0')
const megabytes = bytes => `${Math.round(bytes / 2 ** 20)} MB`
const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]

/** The TypeScript that is measured, as one module. */
const load = async () => {
  const folder = join(root, 'node_modules/.cache/bench')
  const outfile = join(folder, 'statements.mjs')
  mkdirSync(folder, {recursive: true})
  const contents = ['render/statement-pdf', 'statements/read-statement', 'storage/open-store']
    .map(module => `export * from './src/${module}.js'`)
    .join('\n')
  await build({
    stdin: {contents, resolveDir: root, loader: 'ts'},
    ...{outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error'},
  })
  return import(pathToFileURL(outfile).href)
}

const optionsIn = folder => ({
  cwd: folder,
  env: {...process.env, HOURBANK_STORE: join(folder, 'store'), HOURBANK_NOW: NOW, HOURBANK_BY: 'Bench'},
})

/** Runs the program. A run that fails ends the benchmark. */
const run = (folder, ...args) => {
  const {status, stderr} = spawnSync(process.execPath, [program, ...args], {
    ...optionsIn(folder),
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
}

/** A store of contracts with a closed October of 30 movements: the month's credit and 29 entries. */
const makeStore = folder => {
  run(folder, 'init', '--provider', 'Bench IT', '--timezone', 'Europe/Berlin', '--locale', 'de')
  const ids = Array.from({length: CONTRACTS}, (_, index) => `customer-${index + 1}`)
  for (const id of ids) {
    const terms = ['--from', `${MONTH}-01`, '--credit', '20h', '--beyond', 'allow']
    run(folder, 'contract', 'add', id, '--customer', `${id} GmbH`, ...terms)
  }
  const rows = ids.flatMap(id =>
    Array.from({length: MOVEMENTS - 1}, (_, index) => {
      const text = `Drucker Nr. ${index + 1} eingerichtet und mit Frau Süß ausprobiert`
      return `${id},${MONTH}-${pad(index + 1)},${pad(8 + (index % 9))}:10,${20 + index},J. Weber,${text}`
    }),
  )
  const csv = join(folder, 'rows.csv')
  writeFileSync(csv, ['contract,day,time,minutes,consultant,text', ...rows].join('\n'))
  run(folder, 'import', 'csv', csv)
  run(folder, 'rollover')
}

/** A thousand statements out of one, each with a name and texts of its own. */
const variant = (statement, index) => ({
  ...statement,
  contract: `customer-${index}`,
  customer: {...statement.customer, name: `Kunde Nr. ${index} GmbH`},
  movements: statement.movements.map((movement, line) => {
    if (movement.kind !== 'entry') return movement
    const entry = {...movement.entry, ticket: String(10_000 + index * MOVEMENTS + line)}
    return {...movement, entry}
  }),
})

/** How many lines of text a PDF of the renderer has, and how many characters they have on average. */
const linesOf = pdf => {
  const file = Buffer.from(pdf)
  const text = file.toString('latin1')
  const pages = [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)]
    .map(({index, 0: head}) => inflateSync(file.subarray(index + head.length)).toString('latin1'))
    .filter(content => content.includes('\nBT\n'))
  const places = pages.flatMap((content, page) =>
    [...content.matchAll(/^BT\n1 0 0 1 \S+ (\S+) Tm$/gm)].map(([, y]) => `${page} ${y}`),
  )
  const shown = pages.flatMap(content => [...content.matchAll(/<([0-9a-f]+)>/g)])
  const characters = shown.reduce((sum, [, codes]) => sum + codes.length / 4, 0)
  const count = new Set(places).size
  return {pages: pages.length, count, length: Math.round(characters / count)}
}

/** pdfkit as it is quickest: with fonts that are parsed once. */
const pdfkitDrawing = (fonts, {count, length}) => {
  const options = {size: 'A4', margin: 40}
  const parsed = {regular: create(fonts.regular), bold: create(fonts.bold)}
  return index =>
    new Promise(resolve => {
      const document = new PDFDocument({...options, font: parsed.bold})
      const chunks = []
      document.on('data', chunk => chunks.push(chunk))
      document.on('end', () => resolve(Buffer.concat(chunks)))
      document.fontSize(12).text(`Kunde Nr. ${index} GmbH`)
      document.font(parsed.regular).fontSize(8)
      for (let line = 1; line < count; line++) {
        const text = `Drucker Nr. ${line} eingerichtet und mit Frau Süß ausprobiert, Ticket ${index * count + line}, `
        document.text(text.repeat(2).slice(0, length), {lineBreak: false}).moveDown()
      }
      document.end()
    })
}

/** Ours and pdfkit's take turns, so that a machine that gets slower does so for both. */
const compareWithPdfkit = async ({createPdfRenderer}, statement) => {
  const fonts = {
    regular: readFileSync(join(root, 'dist/fonts/NotoSans-Regular.ttf')),
    bold: readFileSync(join(root, 'dist/fonts/NotoSans-SemiBold.ttf')),
  }
  const render = createPdfRenderer(fonts)
  const lines = linesOf(await render(statement, {logo: null, signature: null}))
  const draw = pdfkitDrawing(fonts, lines)
  for (let index = 0; index < 20; index++) await draw(index)
  const timed = async (from, to, action) => {
    const begin = performance.now()
    for (let index = from; index < to; index++) await action(index)
    return performance.now() - begin
  }
  const memory = []
  let [ours, pdfkits] = [0, 0]
  const part = COUNT / QUARTERS.length
  for (let from = 0; from < COUNT; from += part) {
    ours += await timed(from, from + part, index =>
      render(variant(statement, index), {logo: null, signature: null}),
    )
    memory.push(process.memoryUsage().rss)
    pdfkits += await timed(from, from + part, draw)
  }
  print(
    `\nNode ${process.versions.node}, ${COUNT} statements of ${MOVEMENTS} movements (${lines.pages} pages, ${lines.count} lines of ${lines.length} characters), one process`,
  )
  print(`our renderer     ${rate(COUNT, ours)}  ${Math.round((100 * pdfkits) / ours)} % of pdfkit (aim: 60)`)
  print(`pdfkit, no tags  ${rate(COUNT, pdfkits)}`)
  print(memoryLine(memory))
}

const rate = (count, milliseconds) =>
  `${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${((1000 * count) / milliseconds).toFixed(0).padStart(4)} a second`

const memoryLine = memory =>
  `memory at ${QUARTERS.join(', ')} %: ${memory.map(bytes => (bytes === null ? '–' : megabytes(bytes))).join(', ')}`

/** What a process has in memory; null where the system does not say it in /proc. */
const memoryOf = pid => {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return null
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8')) ?? []
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}

/** Writes all statements; resolves to the milliseconds, and the memory when each quarter was written. */
const batch = (folder, before, env = {}) => {
  rmSync(join(folder, 'out'), {recursive: true, force: true})
  const words = [process.execPath, program, 'statement', '--all', '--month', MONTH, '--format', 'pdf']
  const [command, ...args] = [...before, ...words, '--output', 'out']
  const begin = performance.now()
  const options = optionsIn(folder)
  const child = spawn(command, args, {
    ...options,
    env: {...options.env, ...env},
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const memory = []
  let written = 0
  child.stderr.setEncoding('utf8').on('data', text => {
    written += text.split('\n').length - 1
    // Before the last ones, as it ends with them.
    while (written >= (CONTRACTS * QUARTERS[memory.length]) / 100 - 2) memory.push(memoryOf(child.pid))
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      if (code === 0) resolve({milliseconds: performance.now() - begin, memory})
      else reject(new Error(`statement --all ended with ${code}`))
    })
  })
}

/** The program, from start to exit: it reads, checks and writes durably what it renders. */
const measureProgram = async folder => {
  const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0
  const ways = [
    ...(canPin ? [{name: 'one core', before: ['taskset', '-c', '0']}] : []),
    {name: `${availableParallelism()} cores`, before: []},
  ].map(way => ({...way, runs: []}))
  for (let round = 0; round < ROUNDS; round++) {
    for (const {before, runs} of ways) runs.push(await batch(folder, before))
  }
  print(
    `\nthe program, ${CONTRACTS} contracts of ${MOVEMENTS} movements, from start to exit, median of ${ROUNDS}`,
  )
  for (const {name, before, runs} of ways) {
    print(`${name.padEnd(17)}${rate(CONTRACTS, median(runs.map(({milliseconds}) => milliseconds)))}`)
    // Else the garbage is left where it is as long as there is room, and nothing can be told from the figures.
    const {memory} = await batch(folder, before, {NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}`})
    print(`${memoryLine(memory)}, with heaps of ${HEAP_MEGABYTES} MB`)
  }
  if (!canPin) print('one core: skipped, there is no taskset')
}

const folder = mkdtempSync(join(tmpdir(), 'hourbank-bench-'))
try {
  const modules = await load()
  makeStore(folder)
  const store = await modules.openStore(join(folder, 'store'), 10)
  const read = scope => store.readAccount('customer-1', scope)
  const wanted = {month: () => MONTH, provider: null, now: NOW}
  const {value: statement} = await modules.readStatement(read, wanted)
  await compareWithPdfkit(modules, statement)
  await measureProgram(folder)
} finally {
  rmSync(folder, {recursive: true, force: true})
}
