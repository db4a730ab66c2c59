import roles from './roles.sql'

/** Who is a member of it may say that somebody else recorded something. */
export const FOR_OTHERS = 'hourbank_for_others'

/** SQL that makes the roles, and gives them their rights in a schema; it can be run again at any time. */
export const rolesAsSql = (quotedSchema: string): string => roles.replaceAll(':schema', quotedSchema)
