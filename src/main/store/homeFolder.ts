import { homedir } from 'node:os'
import { join } from 'node:path'

/** The user-data folder that app and command line share: keys, settings, samples, recent files. `ROLECALL_HOME` moves it. */
export function homeFolder(): string {
  if (process.env.ROLECALL_HOME) return process.env.ROLECALL_HOME
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Rolecall')
    case 'win32':
      return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Rolecall')
    default:
      return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'rolecall')
  }
}
