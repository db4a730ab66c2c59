/** What a campaign may never find. */
export type FindingKind =
  /** Something that was confirmed is not there. */
  | 'lost'
  /** Something is there twice. */
  | 'twice'
  /** A message says the opposite of what happened. */
  | 'lie'
  /** An exit code or a stack trace that should not be. */
  | 'exit'
  /** A change that nobody notices. */
  | 'unseen'
  /** A store that does not verify, or a command that does not work, or half a change. */
  | 'broken'

export const FINDING_KINDS: readonly FindingKind[] = ['lost', 'twice', 'lie', 'exit', 'unseen', 'broken']

/** Kept of each kind, with its words; all are counted. */
const TOLD = 12

/** What a campaign has counted and found. */
export class Tally {
  readonly figures = new Map<string, number>()
  readonly findings = new Map<FindingKind, number>()
  readonly told: string[] = []

  count(figure: string, by = 1): void {
    this.figures.set(figure, (this.figures.get(figure) ?? 0) + by)
  }

  found(kind: FindingKind, what: string): void {
    const count = (this.findings.get(kind) ?? 0) + 1
    this.findings.set(kind, count)
    if (count <= TOLD) this.told.push(`${kind}: ${what}`)
  }

  get isClean(): boolean {
    return this.findings.size === 0
  }
}
