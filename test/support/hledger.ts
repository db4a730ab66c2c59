import {spawnSync} from 'node:child_process'

/** hledger reads and prints UTF-8 only where the locale says so. */
const env = {PATH: process.env.PATH ?? '', LANG: 'C.UTF-8'}

/** Whether Debian's hledger is here; tests that need it are skipped by name where it is not. */
export const hasHledger = spawnSync('hledger', ['--version'], {env}).status === 0

/** What hledger answers about a file's text; throws where it refuses it. */
export function askHledger(
  format: 'journal' | 'timeclock',
  text: string,
  ...args: readonly string[]
): string {
  const options = {env, input: text, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024} as const
  const {status, stdout, stderr} = spawnSync('hledger', ['-f', `${format}:-`, ...args], options)
  if (status !== 0) throw new Error(`hledger ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** The same as a table: for each row its cells by the heading of their column. */
export function tableOf(
  ...asked: Parameters<typeof askHledger>
): readonly Readonly<Record<string, string>>[] {
  const [headings = [], ...rows] = askHledger(...asked, '-O', 'csv')
    .trim()
    .split('\n')
    .map(line => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))
  return rows.map(cells =>
    Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])),
  )
}

/** @example amountOf('-90 min') // -90; hledger writes nothing as `0` */
export const amountOf = (cell: string): number => Number(/^-?[\d.]+/.exec(cell)?.[0] ?? Number.NaN)
