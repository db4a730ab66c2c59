// What commands there are: one for each file in src/commands (contract/add.ts is `contract add`).
import {readdirSync, readFileSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Plugin} from '@oclif/core/config'
import {build as bundle} from 'esbuild'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const pjson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Files that are imported as their text: what shells run. */
export const textFiles = {'.bash': 'text', '.zsh': 'text', '.fish': 'text', '.ps1': 'text', '.sql': 'text'}

/** The commands as `{id: 'contract:add', file: './src/commands/contract/add.ts'}`, by id. */
export const commandFiles = () =>
  readdirSync(join(root, 'src/commands'), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => join(entry.parentPath, entry.name).slice(join(root, 'src/commands/').length))
    .map(file => file.replaceAll('\\', '/'))
    .map(file => ({
      id: file
        .replace(/\.ts$/, '')
        .replace(/\/index$/, '')
        .replaceAll('/', ':'),
      file: `./src/commands/${file}`,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

/**
 * oclif's manifest of the commands as they are in the sources now: oclif itself loads every command class and
 * describes it.
 */
export const readManifest = async () => {
  const imports = commandFiles().map(({id, file}) => `import {default as ${name(id)}} from '${file}'`)
  const table = `export const COMMANDS = {${commandFiles().map(({id}) => `'${id}': ${name(id)}`)}}`
  const target = `node_modules/.cache/hourbank/manifest-${process.pid}.mjs`
  await bundle({
    stdin: {contents: [...imports, table].join('\n'), resolveDir: root},
    outfile: join(root, target),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    loader: textFiles,
  })
  const plugin = new Plugin({
    root,
    isRoot: true,
    ignoreManifest: true,
    errorOnManifestCreate: true,
    respectNoCacheDefault: true,
    pjson: {
      ...pjson,
      oclif: {...pjson.oclif, commands: {strategy: 'explicit', target, identifier: 'COMMANDS'}},
    },
  })
  await plugin.load()
  rmSync(join(root, target))
  return {...plugin.manifest, commands: mapValues(plugin.manifest.commands, withLastArgVariadic)}
}

/**
 * A command that takes any number of words is to oclif one each of whose arguments may be many. Of ours it is always
 * the last: help then says `CONTRACT DURATION...`, not `CONTRACT... DURATION...`.
 */
const withLastArgVariadic = command => {
  const last = Object.keys(command.args).at(-1)
  if (command.strict || last === undefined) return command
  return {...command, strict: true, args: {...command.args, [last]: {...command.args[last], multiple: true}}}
}

/** What completion knows of the commands: a `CommandTable` (src/completion/command-table.ts). */
export const commandTable = ({commands}) => ({
  topics: mapValues(pjson.oclif.topics, ({description}) => description),
  commands: Object.fromEntries(
    Object.entries(commands).map(([id, {summary, args, flags}]) => [
      id.replaceAll(':', ' '),
      {
        about: summary,
        args: Object.values(args).map(({name, options, multiple}) => ({
          name,
          choices: options,
          isMany: multiple || undefined,
        })),
        flags: mapValues(flags, ({description, summary, char, type, helpValue, options, multiple}) => ({
          letter: char,
          about: (summary ?? description).split('\n')[0],
          isMany: multiple || undefined,
          value: type === 'option' ? (helpValue ?? 'VALUE') : undefined,
          choices: options,
        })),
      },
    ]),
  ),
})

export const mapValues = (record, map) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))

const name = id => `command_${id.replaceAll(/[:-]/g, '_')}`

/** The manifest as it is written to oclif.manifest.json. */
export const manifestText = async () => `${JSON.stringify(await readManifest(), null, 2)}\n`
