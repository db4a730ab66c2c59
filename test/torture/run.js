// Starts the campaigns: `npm run torture -- NAME --rounds N`. They are TypeScript and import from the program, so that they
// are made one file first, inside the project, as packages are looked up from there.
import {join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const outfile = join(root, 'node_modules/.cache/torture/test/torture/main.mjs')

await build({
  ...{entryPoints: [join(root, 'test/torture/main.ts')], outfile, absWorkingDir: root},
  ...{
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  },
  define: {'import.meta.url': JSON.stringify(pathToFileURL(join(root, 'test/support/any.js')).href)},
})
await import(pathToFileURL(outfile).href)
