import {WHOLE_HISTORY} from '../../domain/scope.js'
import type {WitnessLine} from '../../domain/witness.js'
import {STORE_FORMAT} from '../../schema/profile.js'
import {decodeProfile, encodeProfile} from '../account-codec.js'
import {valid} from '../damage.js'
import type {Replacing, Store, StoreFile} from '../store.js'
import {NewerFormatError, NoStoreError, StoreBusyError, StoreDamagedError} from '../store-errors.js'
import {FIRST_WITH_WITNESS, STORE_FILE} from '../store-files.js'
import {parseJson} from '../stored-json.js'
import {sealsIn} from '../untold.js'
import {AccountPages, jsonOf, type Locate, readRows} from './account-rows.js'
import {Database, quoted, type Workshop} from './database.js'
import {Intake} from './handing-over.js'
import {addLines} from './witness-rows.js'

export interface Replacement<S extends Store> extends Omit<Replacing, 'mark'> {
  readonly feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>
  readonly openAt: (schema: string) => S
  readonly mark: (made: S) => Promise<void>
  readonly url: string
  readonly waitSeconds: number
}

/** In letters: what a name of PostgreSQL's may have. */
const MAX_NAME = 63
const MAKING = '.making-'
/** What writers lock first, in their order; then all others. */
const TABLES = ['account', 'store', 'latch', 'timer', 'logo', 'tariff', 'holidays', 'reminders']

/**
 * Puts a store of other files in the place of one. It is made in a schema of its own, and looked at there; then nobody can
 * write to the old one any more, until in one transaction both schemas have got their new names.
 *
 * @returns where the old one is; null where there was none
 */
export async function replaceStore<S extends Store>(
  old: Database,
  {feed, check, mark, lastLook, keptAs, openAt, url, waitSeconds}: Replacement<S>,
): Promise<string | null> {
  await removeAbandoned(old, url, waitSeconds)
  const schema = `${old.schema.slice(0, MAX_NAME - MAKING.length - 12)}${MAKING}${Math.random().toString(36).slice(2, 12)}`
  const fresh = new Database(url, waitSeconds, schema)
  const made = openAt(schema)
  try {
    await fresh.build(async workshop => {
      await fresh.migrate(workshop)
      const intake = new Intake(workshop)
      await feed(file => intake.take(file))
      await intake.finish()
      await bringToToday(workshop)
    })
    return await fresh.build(async workshop => {
      // Held until it has its place: by that others know that it is not abandoned.
      await workshop.ask("SELECT 1 FROM $schema.latch WHERE name = 'store' FOR UPDATE")
      // What was closed while the backup was taken: its witness is in there as it was before.
      await made.completeWitness()
      await check(made)
      await mark(made)
      const wasThere = await isThere(workshop, old)
      if (wasThere) {
        const names = TABLES.map(name => `${old.quotedSchema}.${name}`).join(', ')
        await workshop.change(`LOCK TABLE ${names} IN EXCLUSIVE MODE`)
        await lastLook(made)
        // From here on nobody reads half of the one and half of the other.
        await workshop.change(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`)
      }
      return swap(workshop, old, fresh, wasThere ? keptAs : null)
    })
  } catch (error) {
    await drop(fresh).catch(() => {}) // who comes next removes it
    throw error
  } finally {
    await made.close()
    await fresh.close()
  }
}

async function isThere({ask}: Workshop, {quotedSchema}: Database): Promise<boolean> {
  const [found] = await ask('SELECT to_regclass($1) AS name', `${quotedSchema}.store`)
  return found?.name != null && (await ask(`SELECT 1 FROM ${quotedSchema}.store`)).length > 0
}

async function swap(
  {ask, change}: Workshop,
  old: Database,
  fresh: Database,
  keptAs: string | null,
): Promise<string | null> {
  let kept: string | null = null
  if (keptAs === null) await change(`DROP SCHEMA IF EXISTS ${old.quotedSchema} CASCADE`)
  else {
    const taken = (await ask('SELECT nspname FROM pg_namespace')).map(({nspname}) => nspname)
    const wanted = `${old.schema.slice(0, MAX_NAME - keptAs.length - 4)}-${keptAs}`
    kept = freeName(wanted, taken)
    await change(rightsOf(old, fresh))
    await change(`ALTER SCHEMA ${old.quotedSchema} RENAME TO ${quoted(kept)}`)
  }
  await change(`ALTER SCHEMA ${fresh.quotedSchema} RENAME TO ${old.quotedSchema}`)
  return kept === null ? null : old.placeOf(kept)
}

/** A name that nothing has yet: of two within a second the later one is called `…-2`. */
function freeName(name: string, taken: readonly (string | null | undefined)[], count = 1): string {
  const tried = count === 1 ? name : `${name}-${count}`
  return taken.includes(tried) ? freeName(name, taken, count + 1) : tried
}

/** Gives everybody the rights in one schema that they have in another. */
const rightsOf = (from: Database, to: Database): string => `DO $rights$
DECLARE given record;
BEGIN
  FOR given IN
    SELECT format('GRANT %s ON SCHEMA %I TO %s', acl.privilege_type, ${literal(to.schema)}, acl.grantee::regrole) AS sql
      FROM pg_namespace, aclexplode(nspacl) AS acl
      WHERE nspname = ${literal(from.schema)} AND acl.grantee NOT IN (0, nspowner)
    UNION ALL SELECT format('GRANT %s ON TABLE %I.%I TO %s', acl.privilege_type, ${literal(to.schema)}, relname, acl.grantee::regrole)
      FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace, aclexplode(relacl) AS acl
      WHERE nspname = ${literal(from.schema)} AND relkind = 'r' AND acl.grantee NOT IN (0, relowner)
    UNION ALL SELECT format('GRANT %s (%I) ON TABLE %I.%I TO %s', acl.privilege_type, attname, ${literal(to.schema)}, relname, acl.grantee::regrole)
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace,
        aclexplode(attacl) AS acl
      WHERE nspname = ${literal(from.schema)} AND relkind = 'r' AND acl.grantee NOT IN (0, relowner)
  LOOP EXECUTE given.sql; END LOOP;
END
$rights$`

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Files of an earlier format become a store in today's, with a witness. */
async function bringToToday(workshop: Workshop): Promise<void> {
  const [store] = await workshop.ask('SELECT format, profile FROM $schema.store')
  if (store === undefined) throw new NoStoreError(STORE_FILE)
  const format = Number(store.format)
  if (format > STORE_FORMAT) throw new NewerFormatError(STORE_FILE, format)
  if (format === STORE_FORMAT) return
  const profile = valid(STORE_FILE, () => decodeProfile(parseJson(store.profile ?? '', STORE_FILE)))
  await workshop.change(
    'UPDATE $schema.store SET format = $1, profile = $2',
    ...[STORE_FORMAT, jsonOf(encodeProfile(profile))],
  )
  if (format < FIRST_WITH_WITNESS) await addLines(workshop, await whatIsThere(workshop))
}

/** What a witness would say that had been there from the beginning; where a page cannot be read, nothing of it. */
async function whatIsThere(workshop: Workshop): Promise<readonly WitnessLine[]> {
  const locate: Locate = (contract, month) => `${contract} ${month ?? ''}`
  const lines: WitnessLine[] = []
  for (const {id} of await workshop.ask('SELECT id FROM $schema.account ORDER BY id')) {
    if (id == null) continue
    lines.push({event: 'opened', contract: id})
    const rows = (await readRows(workshop, [id])).get(id)
    if (rows === undefined) continue
    const pages = new AccountPages(id, rows, locate)
    await pages.load(workshop, WHOLE_HISTORY)
    try {
      lines.push(...sealsIn(pages))
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error
    }
  }
  return lines
}

const drop = (database: Database): Promise<void> =>
  database.build(async ({change}) => {
    await change(`DROP SCHEMA IF EXISTS ${database.quotedSchema} CASCADE`)
  })

/** Removes what was being made for this place by processes that are not there any more: they would hold its lock. */
async function removeAbandoned(old: Database, url: string, waitSeconds: number): Promise<void> {
  const beginning = `${old.schema}${MAKING}`
  const names = await old.schemasBeginning(beginning)
  for (const name of names) {
    const database = new Database(url, waitSeconds, name)
    try {
      await database.build(async ({ask, change}) => {
        await ask("SELECT 1 FROM $schema.latch WHERE name = 'store' FOR UPDATE NOWAIT")
        await change(`DROP SCHEMA IF EXISTS ${database.quotedSchema} CASCADE`)
      })
    } catch (error) {
      if (!(error instanceof StoreBusyError || error instanceof NoStoreError)) throw error
    } finally {
      await database.close()
    }
  }
}
