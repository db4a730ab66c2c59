/**
 * A command as one would type it, with its words quoted where a shell needs that.
 * @param command as oclif writes it: `contract:add`
 * @example commandLine('entry:void', ['k3f', '--reason=Booked twice']) // 'hourbank entry void k3f "--reason=Booked twice"'
 */
export const commandLine = (command: string, argv: readonly string[]): string =>
  ['hourbank', command.replaceAll(':', ' '), ...argv.map(quoted)].join(' ')

/** In double quotes, which every shell knows, unless the word has what is special in them. */
function quoted(word: string): string {
  if (/^[\p{L}\p{N}@%+=:,./_-]+$/u.test(word)) return word
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`
}
