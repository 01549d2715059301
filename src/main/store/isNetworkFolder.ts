import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

// Magic numbers of statfs(2) on Linux: NFS, SMB, SMB2/CIFS, AFS, Coda, 9P.
const networkTypes = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x73757245, 0x01021997])

/** True when the file would lie on a network share (sync.md, "Folder or USB stick"). */
export function isNetworkFolder(path: string): boolean {
  if (process.platform === 'win32') return path.startsWith('\\\\')
  if (process.platform !== 'linux') return false
  try {
    return networkTypes.has(statfsSync(dirname(path)).type >>> 0)
  } catch {
    return false
  }
}
