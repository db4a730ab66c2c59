// Bundles the program into dist: main.js (--version and the way on), program.cjs (oclif and all our code),
// completion/complete.js (what shells ask), pdf-worker.js (the thread that renders PDFs) and one file for each package that is imported with `import()`.
//
// Measured on Node 24: each file costs about 0.4 ms of a start. Split into what each command needs, the program is some
// 25 files for one command and starts 5 ms later. So it is one file, in which a module is evaluated when it is first
// imported, and only packages imported where they are used are kept out of it. Not minified: that starts no earlier, and
// stack traces stay readable.
import {createHash} from 'node:crypto'
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build as bundle} from 'esbuild'
import {commandFiles, commandTable, mapValues, pjson, readManifest, root, textFiles} from './commands.js'
import {bomOf, bundledPackages, noticesOf} from './licences.js'
import {lightBuiltins, lightOclif, lightStringWidth} from './light.js'

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
        export const descriptions = ${JSON.stringify(mapValues(manifest.commands, JSON.stringify))}
        export const loaders = {${loaders.join(', ')}}`,
    }))
  },
})

/** `hourbank:commands`: what completion needs to know of them. A string, which is read where it is needed. */
const commandsModule = manifest => ({
  name: 'commands',
  setup(build) {
    build.onResolve({filter: /^hourbank:commands$/}, ({path}) => ({path, namespace: 'commands'}))
    build.onLoad({filter: /.*/, namespace: 'commands'}, () => ({
      loader: 'text',
      contents: JSON.stringify(commandTable(manifest)),
    }))
  },
})

/** Leaves what is behind these `import()` to files of their own; `packages` collects their names. */
const filesOfTheirOwn = packages => ({
  name: 'files-of-their-own',
  setup(build) {
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

/** Files that are read at run time, and where each belongs: pdfkit looks for its colour profile beside itself. */
const dataFiles = {
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf': 'fonts/NotoSans-Regular.ttf',
  '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf': 'fonts/NotoSans-SemiBold.ttf',
  '@expo-google-fonts/noto-sans/LICENSE_FONT': 'fonts/LICENSE',
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf': 'fonts/DejaVuSans.ttf',
  'dejavu-fonts-ttf/LICENSE': 'fonts/LICENSE-DejaVu',
  'pdfkit/js/data/sRGB_IEC61966_2_1.icc': 'data/sRGB_IEC61966_2_1.icc',
}

/** Pages of the documentation that `help` shows. */
const helpPages = ['concepts.md', 'formats.md']

/** The packages of which files are handed on as they are. */
const packagesOf = files => Object.keys(files).map(path => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path)

const copyDataFiles = outdir => {
  for (const name of helpPages) cpSync(join(root, 'docs', name), join(root, outdir, 'help', name))
  for (const [from, to] of Object.entries(dataFiles)) {
    cpSync(join(root, 'node_modules', from), join(root, outdir, to))
  }
}

/**
 * esbuild leaves characters beyond ASCII in comments and regular expressions. With a single one of them Node reads the
 * whole file as two-byte text, which costs a start 2 ms on Node 24.
 */
const escapeNonAscii = path => {
  const escaped = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  writeFileSync(path, readFileSync(path, 'utf8').replace(/[\u0080-\uffff]/g, escaped))
}

/** How main.js imports what completes command lines. */
const COMPLETION = './completion/complete.js'

/** What `import()` is called in program.cjs. */
const IMPORT = '__import'

/**
 * Lets the program import what is outside of it by a function that it is given: Node forgets how code imports that comes
 * out of a cache.
 */
const passImports = path => {
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/(?<![.\w])import\((?="[^"]+"\))/g, `${IMPORT}(`))
}

const hashOf = path => createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12)

/** Builds into `outdir` (from the project's root); returns what esbuild says of the program; tells of errors by throwing. */
export const build = async ({outdir, sourcemap = false}) => {
  const options = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['fs-native-extensions'],
    sourcemap,
    metafile: true,
    loader: textFiles,
    logLevel: 'error',
    define: {PROGRAM_VERSION: JSON.stringify(`${pjson.name}/${pjson.version}`)},
    banner: {
      js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }
  /** The program is no module, so that its compiled code can be taken when it has run. */
  const asCommonJs = {
    format: 'cjs',
    outExtension: {'.js': '.cjs'},
    banner: {
      js: `const __file = require('node:url').pathToFileURL(__filename).href, ${IMPORT} = module.import ?? (path => import(path));`,
    },
    define: {...options.define, 'import.meta.url': '__file'},
  }
  rmSync(join(root, outdir), {recursive: true, force: true})
  const manifest = await readManifest()
  const packages = new Set()
  const program = await bundle({
    ...options,
    ...asCommonJs,
    entryPoints: {program: 'src/cli/program.ts'},
    plugins: [programModule(manifest), filesOfTheirOwn(packages), lightOclif, lightStringWidth],
  })
  const programFile = join(root, outdir, 'program.cjs')
  escapeNonAscii(programFile)
  passImports(programFile)
  const main = await bundle({
    ...options,
    entryPoints: {main: 'src/main.ts'},
    external: [...options.external, COMPLETION],
    define: {...options.define, PROGRAM_BUILD: JSON.stringify(hashOf(programFile))},
    plugins: [lightBuiltins],
  })
  // By itself: other commands do not read it.
  const completion = await bundle({
    ...options,
    entryPoints: {'completion/complete': 'src/completion/complete.ts'},
    plugins: [lightBuiltins, commandsModule(manifest)],
  })
  // By itself, or what it shares with the program would become a third file, which every start would load.
  const worker = await bundle({
    ...options,
    entryPoints: {'pdf-worker': 'src/statements/pdf-worker.ts'},
    plugins: [filesOfTheirOwn(packages)],
  })
  const others = await bundle({
    ...options,
    entryPoints: Object.fromEntries([...packages].map(name => [fileName(name), `whole:${name}`])),
    // The ES modules where a package has both: `export *` cannot name what a CommonJS one exports.
    mainFields: ['module', 'main'],
    splitting: true, // pdfkit and we use the same fontkit
    chunkNames: 'package-shared-[hash]',
    plugins: [wholePackage],
  })
  copyDataFiles(outdir)
  const metafiles = [main, program, completion, worker, others].map(({metafile}) => metafile)
  const bundled = bundledPackages(root, metafiles, packagesOf(dataFiles))
  writeFileSync(join(root, outdir, 'THIRD-PARTY-NOTICES'), noticesOf(bundled))
  const bom = bomOf(root, bundled, pjson, Object.entries(pjson.dependencies))
  writeFileSync(join(root, outdir, 'sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`)
  return program
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build({outdir: 'dist'})
