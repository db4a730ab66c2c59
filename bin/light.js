// Three esbuild plugins that make the start lighter. What they change is when something loads, not what it does; the
// figures are milliseconds of a start on Node 24, where `node -e 0` takes 25. What saves less than half a millisecond
// is not here.
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'

/** Loads the real module at its first use. */
const late = name => `
  const real = () => require('${name}')
  module.exports = new Proxy(function () {}, {
    get: (_, key) => (key === '__esModule' ? false : real()[key]),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
  })`

/** `debug` only makes something to see when DEBUG is set; then the real one is taken. */
const silentDebug = `
  const silent = () => Object.assign(() => {}, {enabled: false})
  module.exports = process.env.DEBUG ? require('debug') : silent`

/**
 * oclif asks here whether it runs under WSL, and on Windows it starts a PowerShell process to learn the name of
 * the shell (far more than what loading it takes). Nothing of ours asks for either.
 */
const plainOs = `
  const {homedir} = require('node:os')
  exports.getHomeDir = homedir
  exports.getPlatform = async () => process.platform
  exports.getShell = async () => (process.env.SHELL ?? process.env.COMSPEC ?? 'unknown').split(/[\\\\/]/).at(-1)`

/** For modules that search for plugins and command files: the bundle knows its commands and has no plugins. */
const nothing = ''

const CALL = '()'

/**
 * What oclif loads at every start and seldom uses: what stands in for it, and what oclif uses of it. The build fails by
 * name when oclif no longer asks for one of them, uses something else of it, or the real one has it no more.
 */
const standIns = {
  ejs: {contents: late('ejs'), uses: ['render']}, // 0.7, renders help
  ansis: {contents: late('ansis'), uses: ['hex', 'rgb', 'strip']}, // 1.1, colours
  'wrap-ansi': {contents: late('wrap-ansi'), uses: [CALL]}, // 0.9, help and error messages
  'cli-spinners': {contents: late('cli-spinners'), uses: []}, // 0.8, the spinner
  'node:readline': {contents: late('node:readline'), uses: ['createInterface']}, // 0.6, arguments from a pipe
  'node:perf_hooks': {contents: late('node:perf_hooks'), uses: ['PerformanceObserver', 'performance']}, // 1.3
  'node:fs/promises': {contents: late('node:fs/promises'), uses: ['access', 'readFile', 'readdir', 'stat']}, // 6.7
  'supports-color': {contents: late('supports-color'), uses: ['stderr', 'stdout']}, // 1.0, node:tty and node:net
  lilconfig: {contents: late('lilconfig'), uses: ['lilconfig']}, // 1.3, node:fs/promises
  debug: {contents: silentDebug, uses: [CALL]}, // 7.5
  tinyglobby: {contents: nothing, uses: ['glob']}, // 3.9
  minimatch: {contents: nothing, uses: ['minimatch']}, // 1.2
  '../util/os': {contents: plainOs, uses: ['getHomeDir', 'getPlatform', 'getShell']}, // 1.5
}

/** What is in the bundle, or in Node, and loads at its first use. */
export const lateModules = Object.keys(standIns).filter(name => standIns[name].contents === late(name))

/** `@oclif/core` without its tools for developers and its check of Node's version with semver (4). */
const ofCore = {Command: 'command', Args: 'args', Flags: 'flags'}
const core = `
  export {Command} from '@oclif/core/command'
  export * as Args from '@oclif/core/args'
  export * as Flags from '@oclif/core/flags'`

export const lightOclif = {
  name: 'light-oclif',
  setup(build) {
    const met = new Map()
    build.onResolve({filter: /^@oclif\/core$/}, ({path}) => ({path, namespace: 'light-oclif'}))
    build.onResolve({filter: /./}, ({path, importer, kind, resolveDir}) => {
      const isInOclif = kind === 'require-call' && /[\\/]@oclif[\\/]core[\\/]lib[\\/]/.test(importer)
      if (!isInOclif || !Object.hasOwn(standIns, path)) return undefined
      met.set(path, [...(met.get(path) ?? []), importer])
      return {path, namespace: 'light-oclif', pluginData: resolveDir}
    })
    build.onLoad({filter: /./, namespace: 'light-oclif'}, ({path, pluginData}) => ({
      resolveDir: pluginData ?? process.cwd(),
      contents: path === '@oclif/core' ? core : standIns[path].contents,
    }))
    build.onEnd(() => ({errors: problemsWith(met).map(text => ({text}))}))
  },
}

/** What no longer fits between the stand-ins and oclif. @param met the files of oclif that ask for each module */
const problemsWith = met => [
  ...Object.entries(standIns).flatMap(([name, {uses, contents}]) =>
    problemsOf(name, {uses, isLate: contents === late(name), importers: met.get(name) ?? []}),
  ),
  ...Object.entries(ofCore).flatMap(problemsOfCore),
]

const problemsOf = (name, {uses, isLate, importers}) => {
  const [importer] = importers
  if (importer === undefined) return [`oclif no longer asks for ${name}, which bin/light.js replaces`]
  const found = [...new Set(importers.flatMap(file => usesIn(readFileSync(file, 'utf8'), name)))].sort()
  const real = createRequire(importer)(name)
  const missing = uses.filter(use => typeof (use === CALL ? real : real[use]) === 'undefined')
  return [
    found.join() === [...uses].sort().join()
      ? undefined
      : `oclif uses [${found}] of ${name}, and bin/light.js expects [${uses}]`,
    missing.length === 0 ? undefined : `${name} has no [${missing}], which bin/light.js expects`,
    isLate && real.__esModule ? `${name} has become an ES module; bin/light.js takes it for none` : undefined,
  ].filter(problem => problem !== undefined)
}

/** What a file of oclif uses of a module that it requires: names of exports, and `()` where it is called itself. */
const usesIn = (text, name) => {
  const required = new RegExp(`const (\\w+) = (?:__import\\w+\\()?require\\(["']${name}["']\\)`).exec(text)
  if (required === null) return ['something in a form that is not known']
  const uses = text.matchAll(new RegExp(`\\b${required[1]}(?:\\.default)?(?:\\s*\\.(\\w+)|\\)\\()`, 'g'))
  return [...uses].map(([, use = CALL]) => use).filter(use => use !== 'default')
}

const problemsOfCore = ([name, path]) => {
  const require = createRequire(import.meta.url)
  const part = require(`@oclif/core/${path}`)
  const whole = require('@oclif/core')[name]
  const isSame =
    name === 'Command' ? part.Command === whole : Object.keys(part).join() === Object.keys(whole).join()
  return isSame ? [] : [`@oclif/core/${path} is no longer what @oclif/core has as ${name}`]
}

const SEGMENTER = 'const segmenter = new Intl.Segmenter();'

/** string-width makes a segmenter when it is loaded (10.4), and needs it only for letters that are not narrow. */
export const lightStringWidth = {
  name: 'light-string-width',
  setup(build) {
    let isMet = false
    build.onLoad({filter: /[\\/]string-width[\\/]index\.js$/}, ({path}) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes(SEGMENTER)) return undefined
      isMet = true
      const late =
        'let made; const segmenter = {segment: text => (made ??= new Intl.Segmenter()).segment(text)};'
      return {contents: text.replace(SEGMENTER, late)}
    })
    build.onEnd(() => ({
      errors: isMet ? [] : [{text: 'string-width no longer makes a segmenter as bin/light.js expects'}],
    }))
  },
}

/**
 * `import … from 'node:fs'` makes Node read every export of the module, and some of them load half a dozen other
 * modules when they are read (1.5 for node:fs alone). `require` does not.
 */
export const lightBuiltins = {
  name: 'light-builtins',
  setup(build) {
    build.onResolve({filter: /^node:/}, ({path, kind, namespace}) =>
      kind === 'import-statement' && namespace === 'file' ? {path, namespace: 'light-builtin'} : undefined,
    )
    build.onLoad({filter: /.*/, namespace: 'light-builtin'}, ({path}) => ({
      contents: `module.exports = require('${path}')`,
    }))
  },
}
