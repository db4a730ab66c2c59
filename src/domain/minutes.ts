/** A duration in whole minutes; negative where a balance can be. */
export type Minutes = number

/**
 * The most that one value (a credit, a limit) may be: over nineteen years of working hours, so more is a slip of
 * the finger. It keeps every product of minutes and cents an exact integer.
 */
export const MAX_MINUTES: Minutes = 1_000_000

/**
 * Hours and minutes, the sign in front, the same in every language.
 *
 * @example formatDuration(450) // '7:30'
 * @example formatDuration(-135) // '-2:15'
 */
export function formatDuration(minutes: Minutes): string {
  const size = Math.abs(minutes)
  const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`
  return minutes < 0 ? `-${clock}` : clock
}
