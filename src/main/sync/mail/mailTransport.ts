import { done, failed } from '../../../shared/domain/result'
import { folderTransport } from '../folder/folderTransport'
import type { Transport } from '../Transport'
import type { ZipFiles } from './zipFiles'

/**
 * One file that goes from console to console by mail: an exchange folder in a ZIP file. The line in a new one begins behind
 * what every other console has said that it has. What was written is in the file once the transport is closed.
 *
 * @param allHave  the last entry that every console is known to have; 0 when one was never heard
 */
export function mailTransport(files: ZipFiles, orgId: string, allHave: number): Transport {
  const inFile = folderTransport(files, orgId)
  return {
    ...inFile,
    kind: 'mail',
    readEnd: async (hashOf) => {
      const end = await inFile.readEnd(hashOf)
      if (!end.ok || end.value.n > 0) return end
      const begun = await inFile.readLine({
        after: { n: allHave, hash: null },
        hashOf: () => undefined,
        limit: 100_000,
      })
      return begun.ok ? done({ n: allHave + begun.value.entries.length }) : begun
    },
    // The last thing of an exchange: a file that cannot be written is an answer, not a fault.
    writeGreeting: async (greeting) => {
      const written = await inFile.writeGreeting(greeting)
      if (!written.ok) return written
      try {
        await files.save()
        return done(null)
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? ''
        if (code === '') throw error
        if (code === 'ENOSPC' || code === 'EDQUOT') {
          return failed('disk-full', `“${files.root}” could not be written: the disk is full. Free some space.`)
        }
        return failed('cannot-write', `“${files.root}” could not be written (${code}). Choose another place for it.`)
      }
    },
  }
}
