import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { done } from '../../shared/domain/result'
import { writeReport } from '../exchange/report/writeReport'
import { makeReport } from './reports/makeReport'
import type { OrgHandlers } from './session'

export const reportHandlers: Pick<OrgHandlers, 'report.write'> = {
  'report.write': (org, input, session) =>
    session.watch(input.job, async (watch) => {
      const path = resolve(input.path)
      const report = await makeReport(org, input, session.comparisons, watch)
      if (!report.ok) return report
      const written = await writeReport(report.value, input.format, path, input.replace, watch)
      if (!written.ok) return written
      const hash = createHash('sha256')
      for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
      return done({ path, rows: written.value.rows, bytes: statSync(path).size, sha256: hash.digest('hex') })
    }),
}
