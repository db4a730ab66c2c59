/** Where the built program starts. What shells ask is answered here, and `--version`, before anything of oclif loads. */
const argv = process.argv.slice(2)

async function answerOf([first = '', ...others]: readonly string[]): Promise<string | undefined> {
  const isAlone = ['version', 'help version'].includes(argv.join(' '))
  if (['--version', '-v', '-V'].includes(first) || isAlone)
    return `${PROGRAM_VERSION} ${process.platform}-${process.arch} node-${process.version}`
  if (first === '__complete') {
    const {complete} = await import('./completion/complete.js')
    return complete(others, process.env)
  }
  if (first !== 'status' || !others.includes('--short')) return undefined
  const {shortStatus} = await import('./cli/short-status.js')
  return shortStatus(others, process.env)
}

const answer = await answerOf(argv)
if (answer === undefined) {
  const {loadProgram} = await import('./compiled-program.js')
  await loadProgram(argv, import.meta.dirname).runProgram(argv, import.meta.dirname)
} else if (answer !== '') {
  process.stdout.once('error', ({code}: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.exitCode = 1
  })
  process.stdout.write(`${answer}\n`)
}
