import {homedir} from 'node:os'
import {basename, isAbsolute, join} from 'node:path'
import type {Shell} from './shells.js'

/** What makes a shell complete: its script, and what the shell reads at its start. */
export interface Setup {
  /** Where the script belongs; some shells want one for each name of the program. */
  readonly scripts: readonly string[]
  /** The file that the shell reads at its start, and what has to be in it; null: it finds the script by itself. */
  readonly start: StartLine | null
  /** What has to be done by hand; null: nothing. */
  readonly byHand: string | null
}

export interface StartLine {
  readonly file: string
  readonly line: string
}

export interface Machine {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
}

/** Where things belong by the conventions of each shell. */
export function setupFor(shell: Shell, {env, platform}: Machine): Setup {
  const home = env.HOME || homedir()
  const data = folderIn(env.XDG_DATA_HOME, join(home, '.local/share'))
  const config = folderIn(env.XDG_CONFIG_HOME, join(home, '.config'))
  switch (shell) {
    case 'bash': {
      const script = join(data, 'bash-completion/completions/hourbank')
      const line = `[ -r ${quoted(script)} ] && . ${quoted(script)}`
      return {
        scripts: [script],
        start: {file: join(home, '.bashrc'), line},
        // There every terminal is a login, for which bash does not read .bashrc. To make .bash_profile hides .profile.
        byHand:
          platform === 'darwin' ? 'If your .bash_profile does not read .bashrc yet, add: . ~/.bashrc' : null,
      }
    }
    case 'zsh': {
      const script = join(data, 'zsh/site-functions/_hourbank')
      const line = `[[ -r ${quoted(script)} ]] && source ${quoted(script)}`
      const file = join(folderIn(env.ZDOTDIR, home), '.zshrc')
      return {scripts: [script], start: {file, line}, byHand: null}
    }
    case 'fish': {
      const folder = join(config, 'fish/completions')
      return {
        scripts: ['hourbank', 'hb'].map(name => join(folder, `${name}.fish`)),
        start: null,
        byHand: null,
      }
    }
    case 'powershell':
      return platform === 'win32' ? onWindows(env) : powerShell(join(config, 'powershell'))
  }
}

function powerShell(folder: string): Setup {
  const script = join(folder, 'hourbank.ps1')
  const file = join(folder, 'Microsoft.PowerShell_profile.ps1')
  return {scripts: [script], start: {file, line: sourcing(script)}, byHand: null}
}

/** The profile is in a folder that may have been moved to a cloud, which PowerShell alone knows. */
function onWindows(env: NodeJS.ProcessEnv): Setup {
  const script = join(env.LOCALAPPDATA || homedir(), 'hourbank', 'hourbank.ps1')
  const line = sourcing(script).replaceAll("'", "''")
  return {
    scripts: [script],
    start: null,
    byHand: `To load it, run once in PowerShell: Add-Content $PROFILE '${line}'`,
  }
}

/** A folder as a variable names it, which counts only with its whole path. */
const folderIn = (named: string | undefined, usual: string): string =>
  named !== undefined && isAbsolute(named) ? named : usual

const sourcing = (script: string): string => `. '${script.replaceAll("'", "''")}'`

const quoted = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`

/** Other names of programs that are a shell. */
const ALSO: Readonly<Record<string, Shell>> = {pwsh: 'powershell'}

/** The shell that somebody uses, by its program; undefined where it is none of ours. */
export function usualShell({env, platform}: Machine): string | undefined {
  if (env.SHELL) return shellNamed(basename(env.SHELL))
  return platform === 'win32' ? 'powershell' : undefined
}

/** A shell by its name, or another name for it. */
export const shellNamed = (name: string): string => (Object.hasOwn(ALSO, name) ? (ALSO[name] ?? name) : name)
