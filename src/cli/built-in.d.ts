/** Made by bin/build.js: what the bundle knows of itself. */
declare module 'hourbank:program' {
  import type {Command, Interfaces} from '@oclif/core'

  /** The part of package.json that oclif reads. */
  export const pjson: Interfaces.PJSON
  /** oclif's description of each command, by id (`contract:add`). */
  export const manifest: Readonly<Record<string, Command.Cached>>
  /** Loads the file of one command. */
  export const loaders: Readonly<Record<string, () => Promise<{readonly default: Command.Class}>>>
}

/** `hourbank/1.2.3`, put in by bin/build.js. */
declare const PROGRAM_VERSION: string
