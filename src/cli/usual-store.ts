import {join} from 'node:path'

/** Where oclif would have the store, for what is answered without it. */
export function usualStore(env: NodeJS.ProcessEnv): string {
  const ofWindows = process.platform === 'win32' ? env.LOCALAPPDATA : undefined
  const home = () => env.HOME || process.getBuiltinModule('node:os').homedir()
  const data = env.XDG_DATA_HOME || ofWindows || join(home(), '.local/share')
  return env.HOURBANK_DATA_DIR || env.HB_DATA_DIR || join(data, 'hourbank')
}
