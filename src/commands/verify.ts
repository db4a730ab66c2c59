import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {checkWitnesses, type FoundProblem} from '../cli/check-witnesses.js'
import {requireContract} from '../cli/contracts.js'
import {type FailedContract, forEachContract, worstOf} from '../cli/each-contract.js'
import {EXIT} from '../cli/failure.js'
import {tellThreats} from '../cli/place-threats.js'
import {type NamedCopy, namedCopies} from '../cli/sealed-copies.js'
import type {Instant} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import {type SealLine, sealLineOf, Testimony} from '../domain/witness.js'
import {
  accountProblemText,
  clearedText,
  copyText,
  defectText,
  leftoverText,
  signatureText,
  wayOutText,
} from '../locale/problems.js'
import {compareCopy} from '../operations/compare-copies.js'
import {verifyAccount} from '../operations/verify-account.js'
import {many} from '../render/counted.js'
import {line} from '../render/text.js'
import type {Damage, Inspection, LastBackup, Store} from '../storage/store.js'
import {StoreDamagedError} from '../storage/store-errors.js'

export default class Verify extends BaseCommand {
  static override summary = 'Re-check every seal, every balance and every file'
  static override description =
    `Also that nothing is gone that the witness of the store knows: no contract, no closed month.
A witness outside of the store (--witness, or "witness" of the profile), a statement or a seal from
paper shows also what somebody with the store and the program could hide.
With --repair it first does what is provably safe; all else needs a person, and a backup.`
  static override examples = [
    '<%= config.bin %> verify',
    '<%= config.bin %> verify acme',
    '<%= config.bin %> verify --repair',
  ]
  static override strict = false
  static override args = {
    contract: Args.string({ignoreStdin: true, description: 'Contracts; all if none is named'}),
  }
  static override flags = {
    witness: Flags.string({helpValue: 'FILE', description: 'A witness outside of the store'}),
    statement: Flags.string({
      helpValue: 'FILE',
      description: 'A statement as a customer has it, as PDF or JSON, compared with the store',
    }),
    seal: Flags.string({
      helpValue: 'HEX',
      description: 'A seal as it is printed: which month has it',
      exclusive: ['statement'],
    }),
    contract: Flags.string({helpValue: 'ID', description: 'Whose seal it is', dependsOn: ['seal']}),
    month: Flags.string({
      helpValue: 'MONTH',
      description: 'Of which month the seal is',
      dependsOn: ['seal', 'contract'],
    }),
    repair: Flags.boolean({
      description: 'First put in order what killed writers left, after a backup beside the store',
      default: false,
    }),
    backup: Flags.string({
      helpValue: 'FILE',
      description: 'Where that backup goes: a new file, or a folder',
      dependsOn: ['repair'],
    }),
  }

  async run(): Promise<unknown> {
    const {raw, flags} = await this.parse(Verify)
    const {store, profile, now} = await this.openContext(flags)
    const copies = await namedCopies(flags, {profile, now})
    const outside = await openOutside(flags.witness ?? profile.defaults.witness)
    const named = this.words(raw)
    const repaired = flags.repair ? await this.#repair(store, flags, now) : {}
    const ids = await contractsThere(store, named)
    const {seen, done, failed, exitCode} = await inspectAll(store, ids)
    const isAbout = (contract: ContractId) => named.length === 0 || named.includes(contract)
    const {notes, witnesses, ...witnessed} = await checkWitnesses(store, {seen, isAbout, outside})
    const compared = copies.map(copy => comparedCopy(copy, seen))
    const shared = named.length === 0 ? (await store.inspectShared()).map(inWords) : []
    const found = distinct([
      ...[...done.flatMap(({problems}) => problems), ...shared, ...witnessed.problems],
      ...compared.filter(({ok}) => !ok),
    ])
    const problems = [...found, ...failed.map(unreadable)]
    const months = sum(done.map(each => each.months))
    const entries = sum(done.map(each => each.entries))
    for (const {file, what} of problems) this.show(line`${file}: ${what}`)
    for (const {ok, file, what} of compared) if (ok) this.show(line`✔ ${file}: ${what}`)
    for (const note of notes) this.tell(note)
    const left = named.length === 0 ? await store.inspectLeftovers() : []
    for (const each of left)
      this.tell(line`${each.place}: ${leftoverText(each)}; "verify --repair" puts it in order`)
    const threats = named.length === 0 ? await tellThreats(store, text => this.tell(text)) : {}
    this.show(summary({contract: ids.length, 'closed month': months, entry: entries}, problems.length))
    const worst = worstOf([exitCode, found.length > 0 ? EXIT.damaged : EXIT.done])
    if (worst !== EXIT.done) process.exitCode = worst
    const isOfStore = problems.length > compared.filter(({ok}) => !ok).length
    if (isOfStore) this.tell(wayOutText(await lastBackupOf(store)))
    const answer = {
      ok: problems.length === 0,
      contracts: ids.length,
      months,
      entries,
      problems,
      witnesses,
      ...threats,
      ...repaired,
    }
    return copies.length === 0 ? answer : {...answer, copies: compared}
  }

  /** What is provably safe, once the store is kept as it was. */
  async #repair(store: Store, flags: RepairFlags, takenAt: Instant) {
    const {repairStore} = await import('../backups/repair-store.js')
    const place = this.storePlace(flags)
    const head = {program: this.config.userAgent.split(' ')[0] ?? '', takenAt, store: place}
    const {repaired, backup} = await repairStore(store, head, flags.backup)
    if (backup !== null) this.show(`✔ ${backup}: the store as it was`)
    for (const each of repaired) this.show(line`✔ ${each.place}: ${clearedText(each)}`)
    if (repaired.length === 0) this.tell('There is nothing that can be put in order without a doubt.')
    const told = repaired.map(each => ({file: each.place, what: clearedText(each)}))
    return {repaired: told, backup}
  }
}

interface RepairFlags {
  readonly store?: string | undefined
  readonly backup?: string | undefined
}

/** Null where there is none, or nobody can read of it. */
async function lastBackupOf(store: Store): Promise<LastBackup | null> {
  try {
    return await store.readLastBackup()
  } catch (error) {
    if (error instanceof StoreDamagedError) return null
    throw error
  }
}

/** Those that are named, or all; one that is gone, but that the witness knows, is not unknown. */
async function contractsThere(store: Store, named: readonly ContractId[]): Promise<readonly ContractId[]> {
  if (named.length === 0) return store.listContracts()
  const known = new Testimony((await store.readWitness())?.lines).contracts
  const there: ContractId[] = []
  for (const id of new Set(named)) {
    if (!known.includes(id)) await requireContract(store, id)
    if (await store.hasContract(id)) there.push(id)
  }
  return there
}

/** What is wrong with each of them, and the seals of those that can be read. */
async function inspectAll(store: Store, ids: readonly ContractId[]) {
  const seen = new Map<ContractId, readonly SealLine[] | null>(ids.map(id => [id, null]))
  const inspected = await forEachContract(ids, async id => {
    const inspection = await store.inspect(id)
    if (await store.hasContract(id)) {
      seen.set(id, inspection.account?.closed.map(sealLineOf) ?? null)
      return verified(inspection)
    }
    // Whoever has removed it meanwhile did no damage.
    seen.delete(id)
    return {...verified(inspection), problems: []}
  })
  return {seen, ...inspected}
}

function verified({account, damage, locate}: Inspection) {
  const damaged = damage.map(inWords)
  if (account === null) return {problems: damaged, months: 0, entries: 0}
  const found = verifyAccount(account).map(problem => ({
    file: locate(problem.month),
    what: accountProblemText(problem),
  }))
  const pages = [...account.closed, ...account.open]
  const entries = pages.reduce((sum, page) => sum + page.entries.length, 0)
  return {problems: [...damaged, ...found], months: account.closed.length, entries}
}

/** Not imported above: a witness outside is seldom. */
async function openOutside(file: string | null) {
  return file === null ? null : (await import('../cli/outside-witness.js')).readOutsideWitness(file)
}

function comparedCopy(
  {file, copy, signature}: NamedCopy,
  seen: ReadonlyMap<ContractId, readonly SealLine[] | null>,
) {
  const finding = compareCopy(copy, seen)
  const {contract, month, seal} = finding.kind === 'copy-same' ? finding.line : copy
  const isSigned = signature === null || signature.kind === 'signed' || signature.kind === 'unsigned'
  const what = `${copyText(finding)}${signature === null ? '' : `; ${signatureText(signature)}`}`
  return {ok: finding.kind === 'copy-same' && isSigned, file, contract, month, seal, signature, what}
}

const inWords = ({place, defect}: Damage): FoundProblem => ({file: place, what: defectText(defect)})

/** A check that cannot run has failed. */
function unreadable({contract, error: {message, details}, cause}: FailedContract): FoundProblem {
  if (cause instanceof StoreDamagedError) return inWords(cause)
  return {file: String(details.file ?? contract), what: message}
}

/** Contracts share the holidays of a region, and what is wrong with these. */
const distinct = (problems: readonly FoundProblem[]): readonly FoundProblem[] => [
  ...new Map(problems.map(({file, what}) => [`${file}: ${what}`, {file, what}])).values(),
]

function summary(counts: Readonly<Record<string, number>>, problems: number): string {
  const counted = Object.entries(counts).map(([noun, count]) => many(count, noun))
  return problems === 0
    ? `All is well: ${counted.join(', ')}.`
    : `${many(problems, 'problem')} in ${counted.join(', ')}.`
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
