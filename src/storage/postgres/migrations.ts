import accounts from './migrations/001-accounts.sql'

/** What makes the tables of each version out of those of the one before; the first out of nothing. Never changed, only added to. */
export const MIGRATIONS: readonly string[] = [accounts]

/** The version of the tables that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length
