/** What completion knows of the commands: made by bin/build.js of the manifest, so that nothing of oclif loads. */
export interface CommandTable {
  /** What a first word, or several, is about that begins commands: `ticket`, `ticket event`. */
  readonly topics: Readonly<Record<string, string>>
  /** By name: `contract add`. */
  readonly commands: Readonly<Record<string, KnownCommand>>
}

export interface KnownCommand {
  readonly about: string
  readonly args: readonly KnownArg[]
  readonly flags: Readonly<Record<string, KnownFlag>>
}

export interface KnownArg {
  readonly name: string
  readonly choices?: readonly string[]
  /** Any number of words. */
  readonly isMany?: true
}

export interface KnownFlag {
  readonly about: string
  /** The letter that is short for it. */
  readonly letter?: string
  /** Whether it may be said again. */
  readonly isMany?: true
  /** What it takes, as help calls it; absent: nothing. */
  readonly value?: string
  readonly choices?: readonly string[]
}
