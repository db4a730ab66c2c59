// Two esbuild plugins that make the start lighter. What they change is when something loads, not what it does;
// the figures are milliseconds of a start on Node 24, where `node -e 0` takes 20.

/**
 * Modules that oclif loads at every start but uses rarely. A stand-in loads the real one at its first use.
 */
const lateInOclif = new Set([
  'ejs', // 1, renders help
  'ansis', // 1, colours
  'supports-color', // 1, colours
  'wrap-ansi', // 2, help and error messages
  'string-width', // with wrap-ansi
  'widest-line',
  'wordwrap',
  'cli-spinners', // 0.5, the spinner, and only on a terminal
  'ansi-escapes',
  'node:readline', // 1, arguments from standard input
  'node:perf_hooks', // 0.5, oclif's own measurements, which are off
  'node:fs/promises', // 1, reads theme.json; we have no themes
])

/**
 * Modules for searching plugins and command files. The bundle knows its commands and has no plugins, so nothing
 * calls these (together 4).
 */
const unusedInOclif = new Set(['tinyglobby', 'minimatch', 'lilconfig'])

const lateModule = name => `
  const real = () => require('${name}')
  module.exports = new Proxy(function () {}, {
    get: (_, key) => (key === '__esModule' ? false : real()[key]),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
  })`

/** `debug` (2) only makes something to see when DEBUG is set; then the real one is taken. */
const debugModule = `
  const silent = () => Object.assign(() => {}, {enabled: false})
  module.exports = process.env.DEBUG ? require('debug') : silent`

/**
 * oclif asks here whether it runs under WSL, and on Windows it starts a PowerShell process to learn the name of
 * the shell (4, on Windows far more). Nothing of ours asks for either.
 */
const osModule = `
  const {homedir} = require('node:os')
  exports.getHomeDir = homedir
  exports.getPlatform = async () => process.platform
  exports.getShell = async () => (process.env.SHELL ?? process.env.COMSPEC ?? 'unknown').split(/[\\\\/]/).at(-1)`

/** `@oclif/core` without its tools for developers and its check of Node's version with semver (3). */
const coreModule = `
  export {Command} from '@oclif/core/command'
  export {Config} from '@oclif/core/config'
  export {flush} from '@oclif/core/flush'
  export {handle} from '@oclif/core/handle'
  export {CommandHelp, Help, loadHelpClass} from '@oclif/core/help'
  export {run} from '@oclif/core/run'
  export {settings} from '@oclif/core/settings'
  export {ux} from '@oclif/core/ux'
  export * as Args from '@oclif/core/args'
  export * as Errors from '@oclif/core/errors'
  export * as Flags from '@oclif/core/flags'`

export const lightOclif = {
  name: 'light-oclif',
  setup(build) {
    const inOclif = ({importer, kind}) =>
      kind === 'require-call' && /[\\/]@oclif[\\/]core[\\/]lib[\\/]/.test(importer)
    build.onResolve({filter: /^@oclif\/core$/}, ({path}) => ({path, namespace: 'light-oclif'}))
    build.onResolve({filter: /^\.\.?\/(util\/)?os$/}, args =>
      inOclif(args) ? {path: 'os', namespace: 'light-oclif', pluginData: args.resolveDir} : undefined,
    )
    build.onResolve({filter: /^[a-z]/}, args => {
      const isLight = args.path === 'debug' || lateInOclif.has(args.path) || unusedInOclif.has(args.path)
      return isLight && inOclif(args)
        ? {path: args.path, namespace: 'light-oclif', pluginData: args.resolveDir}
        : undefined
    })
    build.onLoad({filter: /.*/, namespace: 'light-oclif'}, ({path, pluginData}) => ({
      resolveDir: pluginData ?? process.cwd(),
      contents: contentsOf(path),
    }))
  },
}

const contentsOf = path => {
  if (path === '@oclif/core') return coreModule
  if (path === 'os') return osModule
  if (path === 'debug') return debugModule
  if (unusedInOclif.has(path)) return ''
  return lateModule(path)
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
