// Bundles the program into dist: main.js (--version and the way on), program.js (oclif and all our code) and one
// file for each package that is imported with `import()`.
//
// Measured on Node 24: each file costs about 0.4 ms of a start, a megabyte of code that is not run 6 ms. Split into
// what each command needs, the program is some 25 files for one command and starts 5 ms later. So it is one file, in
// which a module is evaluated when it is first imported, and only packages imported where they are used are kept
// out of it. Not minified: that starts no earlier, and stack traces stay readable.
import {rmSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build as bundle} from 'esbuild'
import {commandFiles, pjson, readManifest, root} from './commands.js'
import {lightBuiltins, lightOclif} from './light.js'

/** `hourbank:program`: what src/cli/program.ts needs to know of the program, frozen at build time. */
const programModule = manifest => ({
  name: 'program',
  setup(build) {
    const {name, version, description, oclif} = pjson
    const loaders = commandFiles().map(({id, file}) => `'${id}': () => import('${file}')`)
    build.onResolve({filter: /^hourbank:program$/}, ({path}) => ({path, namespace: 'program'}))
    build.onLoad({filter: /.*/, namespace: 'program'}, () => ({
      resolveDir: root,
      contents: `
        export const pjson = ${JSON.stringify({name, version, description, oclif})}
        export const manifest = JSON.parse(${JSON.stringify(JSON.stringify(manifest.commands))})
        export const loaders = {${loaders.join(', ')}}`,
    }))
  },
})

/** Leaves what is behind these `import()` to files of their own; `packages` collects their names. */
const filesOfTheirOwn = packages => ({
  name: 'files-of-their-own',
  setup(build) {
    build.onResolve({filter: /^\.\/cli\/program\.js$/}, () => ({path: './program.js', external: true}))
    build.onResolve({filter: /^[@a-z]/}, ({path, kind}) => {
      if (kind !== 'dynamic-import' || path.startsWith('node:')) return undefined
      packages.add(path)
      return {path: `./${fileName(path)}.js`, external: true}
    })
  },
})

const fileName = packageName => `package-${packageName.replaceAll(/[@/.]+/g, '-').replace(/^-/, '')}`

/** A package as a whole, for the file of its own. */
const wholePackage = {
  name: 'whole-package',
  setup(build) {
    build.onResolve({filter: /^whole:/}, ({path}) => ({
      path: path.slice('whole:'.length),
      namespace: 'whole',
    }))
    build.onLoad({filter: /.*/, namespace: 'whole'}, ({path}) => ({
      resolveDir: root,
      contents: `import * as all from '${path}'; export * from '${path}'; export default all.default`,
    }))
  },
}

/** Builds into `outdir` (from the project's root); tells of errors by throwing. */
export const build = async ({outdir, sourcemap = false, metafile = false}) => {
  const options = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['fs-native-extensions'],
    sourcemap,
    metafile,
    logLevel: 'error',
    define: {PROGRAM_VERSION: JSON.stringify(`${pjson.name}/${pjson.version}`)},
    banner: {
      js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }
  rmSync(join(root, outdir), {recursive: true, force: true})
  const packages = new Set()
  const result = await bundle({
    ...options,
    entryPoints: {main: 'src/main.ts', program: 'src/cli/program.ts'},
    plugins: [programModule(await readManifest()), filesOfTheirOwn(packages), lightOclif, lightBuiltins],
  })
  await bundle({
    ...options,
    entryPoints: Object.fromEntries([...packages].map(name => [fileName(name), `whole:${name}`])),
    // The ES modules where a package has both: `export *` cannot name what a CommonJS one exports.
    mainFields: ['module', 'main'],
    plugins: [wholePackage],
  })
  return result
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build({outdir: 'dist'})
