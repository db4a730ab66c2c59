/** Where the built program starts. Only `--version` is answered here, before anything of oclif loads. */
const argv = process.argv.slice(2)
const [first = ''] = argv
const isAlone = ['version', 'help version'].includes(argv.join(' '))
if (['--version', '-v', '-V'].includes(first) || isAlone) {
  process.stdout.once('error', ({code}: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.exitCode = 1
  })
  process.stdout.write(`${PROGRAM_VERSION} ${process.platform}-${process.arch} node-${process.version}\n`)
} else {
  const {runProgram} = await import('./cli/program.js')
  await runProgram(argv, import.meta.dirname)
}
