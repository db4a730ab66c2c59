// The manual page, docs/hourbank.1, made of the manifest and of tables in docs/operator.md.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {pjson, root} from './commands.js'

/** Text as roff reads it: a hyphen of roff's would not be found again by one that is typed. */
const escaped = text =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&')

const bold = text => `\\fB${escaped(text)}\\fR`
const italic = text => `\\fI${escaped(text)}\\fR`
/** In quotes, as the argument of a macro. */
const argument = text => `"${escaped(text).replaceAll('"', '\\(dq')}"`

const typed = template => template.replaceAll('<%= config.bin %>', 'hourbank')

/** Paragraphs as they are, line by line. */
const paragraphs = text =>
  typed(text)
    .split(/\n{2,}/)
    .flatMap(paragraph => ['.PP', paragraph.split('\n').map(escaped).join('\n.br\n')])

const item = (term, text) => ['.TP', term, escaped(text)]

const argumentName = ({name, required, multiple}) => {
  const word = `${name.toUpperCase()}${multiple ? '...' : ''}`
  return required ? word : `[${word}]`
}

const flagItem = ({name, char, helpValue, description = '', options, default: usual, multiple}) => {
  const value = options?.join('|') ?? helpValue
  const names = [...(char ? [bold(`-${char}`)] : []), bold(`--${name}`)].join(', ')
  const term = value === undefined ? names : `${names} ${italic(value)}${multiple ? '...' : ''}`
  const isTold = typeof usual === 'string' || typeof usual === 'number'
  return item(term, `${description}${isTold ? ` [default: ${usual}]` : ''}`)
}

const isGlobal = ({helpGroup}) => helpGroup === 'GLOBAL'
const byName = (a, b) => (a.name < b.name ? -1 : 1)

const command = ([id, {summary, description = '', args, flags, examples = []}]) => [
  `.SS ${argument(['hourbank', id.replaceAll(':', ' '), ...Object.values(args).map(argumentName)].join(' '))}`,
  `${escaped(summary)}.`,
  ...(description === '' ? [] : paragraphs(description)),
  ...Object.values(args).flatMap(arg =>
    item(
      italic(argumentName(arg)),
      `${arg.description ?? ''}${arg.options ? ` (${arg.options.join(', ')})` : ''}`,
    ),
  ),
  ...Object.values(flags)
    .filter(flag => !isGlobal(flag))
    .sort(byName)
    .flatMap(flagItem),
  '.PP',
  `Example${examples.length === 1 ? '' : 's'}:`,
  ...['.PP', '.RS', '.nf', ...examples.map(example => escaped(typed(example))), '.fi', '.RE'],
]

/** The rows of the table below a heading of a page. Throws where there is none. */
const rowsOf = (page, heading) => {
  const [, table] = new RegExp(`^## ${heading}\\n(?:(?!^[|#]).*\\n)*((?:\\|.*\\n)+)`, 'm').exec(page) ?? []
  if (table === undefined) throw new Error(`docs/operator.md has no table "${heading}"`)
  const rows = table.trimEnd().split('\n').slice(2)
  return rows.map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('`', '')),
  )
}

const tableItems = rows => rows.flatMap(([name, meaning]) => item(bold(name), meaning))

/** @param manifest oclif's, of all commands */
export const manPage = ({commands}) => {
  const page = readFileSync(join(root, 'docs/operator.md'), 'utf8')
  const [title, ...description] = pjson.oclif.description.split('\n')
  const flagsOfAll = Object.values(Object.values(commands)[0].flags).filter(isGlobal)
  const lines = [
    '.\\" -*- coding: utf-8 -*- Made by bin/man-page.js.',
    `.TH HOURBANK 1 "" ${argument(`hourbank ${pjson.version}`)} "User Commands"`,
    '.ad l', // not stretched to both margins: commands are in it
    '.SH NAME',
    `hourbank, hb \\- ${escaped(title)}`,
    '.SH SYNOPSIS',
    `${bold('hourbank')} ${italic('COMMAND')} [${italic('ARGUMENT')}...] [${italic('FLAG')}...]`,
    '.SH DESCRIPTION',
    ...paragraphs(description.join('\n')).slice(1),
    '.SH COMMANDS',
    ...Object.entries(commands).flatMap(command),
    '.SH FLAGS OF ALL COMMANDS',
    ...flagsOfAll.sort(byName).flatMap(flagItem),
    '.SH EXIT STATUS',
    ...tableItems(rowsOf(page, 'Exit codes')),
    '.SH ENVIRONMENT',
    ...tableItems(rowsOf(page, 'Environment')),
  ]
  return `${lines.join('\n')}\n`
}
