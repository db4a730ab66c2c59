// Which packages are in the bundles, under which licences: what they ask to be handed on with every copy, and a list of them
// for machines. From what esbuild says it has bundled, so that nothing is forgotten and nothing is claimed.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** Licences that let a package be handed on within a program under MIT, with its notice. */
const ALLOWED = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'],
  // Of data and fonts, which are handed on as they are: with who made them.
  ...['Bitstream-Vera', 'CC-BY-SA-3.0', 'OFL-1.1'],
])

/** Where a package.json does not say what the licence beside it does. */
const AS_ITS_FILE_SAYS = {
  'png-js': 'MIT',
  // The days themselves are from Wikipedia; who is to be named for each country is in the file.
  'date-holidays': 'ISC AND CC-BY-SA-3.0',
  '@expo-google-fonts/noto-sans': 'MIT AND OFL-1.1',
  'dejavu-fonts-ttf': 'Bitstream-Vera',
}

/** The packages of which something is in these bundles, by name. */
export const bundledPackages = (root, metafiles, others = []) => {
  const files = metafiles
    .flatMap(({outputs}) => Object.values(outputs))
    .flatMap(({inputs}) => Object.entries(inputs))
  const folders = files
    .filter(([, {bytesInOutput}]) => bytesInOutput > 0)
    .map(([file]) => /^(?:[\w-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
    .filter(folder => folder !== undefined)
  const found = [...folders, ...others.map(name => `node_modules/${name}`)]
  const packages = [...new Set(found)].map(folder => packageIn(root, folder))
  const named = new Map(packages.map(each => [`${each.name}@${each.version}`, each]))
  return [...named.values()].sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1))
}

const packageIn = (root, folder) => {
  const {name, version, license, author} = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  )
  const licence = AS_ITS_FILE_SAYS[name] ?? license?.replace(/^\((.*)\)$/, '$1')
  if (typeof licence !== 'string') throw new Error(`${name} names no licence`)
  const refused = licence.split(/ AND | OR /).filter(each => !ALLOWED.has(each))
  if (refused.length > 0)
    throw new Error(`${name} is under ${licence}: ${refused} is not allowed in bin/licences.js`)
  const files = readdirSync(join(root, folder)).filter(entry => /^(licen[cs]e|copying|notice)/i.test(entry))
  const texts = files.sort().map(file => readFileSync(join(root, folder, file), 'utf8').trim())
  return {
    name,
    version,
    licence,
    folder,
    text: texts.length > 0 ? texts.join('\n\n') : usualText(name, licence, author),
  }
}

/** The text of a licence that a package names and does not bring. */
const usualText = (name, licence, author) => {
  if (licence !== 'MIT') throw new Error(`${name} brings no text of its licence, ${licence}`)
  const who =
    (typeof author === 'object' ? author.name : author)?.replace(/\s*<.*$/, '') ?? `the authors of ${name}`
  return `Copyright (c) ${who}\n\n${MIT}`
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.`

/** The notices of all packages, as one text. */
export const noticesOf = packages => {
  const texts = packages.map(
    ({name, version, licence, text}) => `${name} ${version} (${licence})\n\n${text}\n`,
  )
  return `hourbank contains these packages, each under a licence of its own.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

/**
 * The same for machines, as CycloneDX 1.6: without a time or a number of its own, so that the same build says the same.
 * @param installed the packages that are installed beside the program, by name and version
 */
export const bomOf = (root, packages, {name, version, license}, installed) => {
  const {packages: locked} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const component = each => {
    const integrity = locked[each.folder]?.integrity ?? ''
    const purl = `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`
    const [, base64] = /^sha512-(.*)$/.exec(integrity) ?? []
    return {
      ...{type: 'library', 'bom-ref': purl, name: each.name, version: each.version, purl},
      licenses: / AND | OR /.test(each.licence)
        ? [{expression: each.licence}]
        : [{license: {id: each.licence}}],
      ...(base64 && {hashes: [{alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex')}]}),
    }
  }
  const own = installed.map(([name]) => packageIn(root, `node_modules/${name}`))
  return {
    ...{bomFormat: 'CycloneDX', specVersion: '1.6', version: 1},
    metadata: {
      component: {type: 'application', 'bom-ref': name, name, version, licenses: [{license: {id: license}}]},
    },
    components: [...packages, ...own].map(component),
  }
}
