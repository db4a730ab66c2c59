import bash from './scripts/hourbank.bash'
import fish from './scripts/hourbank.fish'
import powershell from './scripts/hourbank.ps1'
import zsh from './scripts/hourbank.zsh'
import type {Shell} from './shells.js'

/** What a shell runs when it starts, so that it asks the program. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {bash, zsh, fish, powershell}
