/** Made by bin/build.js: what the bundle knows of itself. */
declare module 'hourbank:program' {
  import type {Command, Interfaces} from '@oclif/core'

  /** The part of package.json that oclif reads. */
  export const pjson: Interfaces.PJSON
  /** oclif's description of each command, by id (`contract:add`): the JSON of a `Command.Cached`, read where it is needed. */
  export const descriptions: Readonly<Record<string, string>>
  /** Loads the file of one command. */
  export const loaders: Readonly<Record<string, () => Promise<{readonly default: Command.Class}>>>
}

/** `hourbank/1.2.3`, put in by bin/build.js. */
declare const PROGRAM_VERSION: string

/** What program.cjs is made of, as a hash. */
declare const PROGRAM_BUILD: string

/** Made by bin/build.js: what completion knows of the commands, as the JSON of a `CommandTable`. */
declare module 'hourbank:commands' {
  const table: string
  export default table
}

/** Scripts of shells, as text. */
declare module '*.bash' {
  const text: string
  export default text
}
declare module '*.zsh' {
  const text: string
  export default text
}
declare module '*.fish' {
  const text: string
  export default text
}
declare module '*.ps1' {
  const text: string
  export default text
}

/** A migration of a database, as text. */
declare module '*.sql' {
  const text: string
  export default text
}
