import {spawnSync} from 'node:child_process'

/** Whether OpenSSH's program is there; without it the tests that ask it are skipped, and say so by their names. */
export const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined

export interface SshAnswer {
  readonly isOk: boolean
  readonly says: string
}

/** @param input what is on standard input */
export function sshKeygen(args: readonly string[], input: string | Uint8Array = ''): SshAnswer {
  const {status, stdout, stderr} = spawnSync('ssh-keygen', args, {input})
  return {isOk: status === 0, says: `${stdout}${stderr}`.trim()}
}
