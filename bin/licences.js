// The licences of the packages that are in the bundle: most ask to be handed on with every copy.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/**
 * Names, versions and licences of the packages of which something is in these bundles, as one text.
 * @param metafiles what esbuild says of each bundle
 * @throws Error for a package that names no licence: such a one may not be handed on
 */
export const licencesText = (root, metafiles) => {
  const files = metafiles
    .flatMap(({outputs}) => Object.values(outputs))
    .flatMap(({inputs}) => Object.entries(inputs))
  const folders = files
    .filter(([, {bytesInOutput}]) => bytesInOutput > 0)
    .map(([file]) => /^(?:[\w-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
    .filter(folder => folder !== undefined)
  const packages = new Map([...new Set(folders)].map(folder => licenceIn(join(root, folder))))
  const texts = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${name}\n\n${text}\n`)
  return `hourbank contains these packages, each under a licence of its own.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

const licenceIn = folder => {
  const {
    name,
    version,
    license = 'see below',
    author,
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(entry => /^(licen[cs]e|copying)(-mit)?(\.\w+)?$/i.test(entry))
  if (file !== undefined)
    return [`${name} ${version} (${license})`, readFileSync(join(folder, file), 'utf8').trim()]
  if (license === 'see below') throw new Error(`${name} names no licence`)
  return [
    `${name} ${version} (${license})`,
    `by ${typeof author === 'object' ? author.name : (author ?? 'its contributors')}`,
  ]
}
