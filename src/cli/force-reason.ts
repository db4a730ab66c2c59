import {Flags} from '@oclif/core'
import {RefusalError, UsageError} from './failure.js'

export const forceReasonFlag = {
  reason: Flags.string({helpValue: 'R', description: 'Why it is forced; kept with the entry'}),
}

/** Why an entry is forced; null where it is not. Refused: forced without a reason, or a reason without being forced. */
export function forceReason({
  force,
  reason,
}: {
  readonly force: boolean
  readonly reason?: string | undefined
}): string | null {
  if (!force && reason !== undefined) {
    throw new UsageError(
      'CONTRADICTION',
      '--reason says why an entry is forced, and it is not.',
      'Add --force, or leave --reason out.',
    )
  }
  if (!force) return null
  if (!reason?.trim())
    throw new RefusalError({kind: 'missing-value', flag: '--reason', what: 'reason for forcing it'})
  return reason.trim()
}
