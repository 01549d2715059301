import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { done, failed } from '../../shared/domain/result'
import { verifyEvidence } from '../../shared/evidence/verifyEvidence'
import { nodePrimitives } from '../exchange/evidence/nodePrimitives'
import { writeEvidence } from '../exchange/evidence/writeEvidence'
import { writeVerifierPage } from '../exchange/evidence/writeVerifierPage'
import { runInSteps } from '../org/runInSteps'
import type { Report } from '../exchange/report/Report'
import type { Org } from '../org/Org'
import { storeFailure } from '../store/failures'
import { mayTakeEverythingOut } from './orgHandlers'
import { makeReport } from './reports/makeReport'
import { lastFinished } from './reviews/readReview'
import type { DeskHandlers, OrgHandlers } from './session'

export const evidenceHandlers: Pick<OrgHandlers, 'evidence.write'> = {
  'evidence.write': (org, input, session) =>
    session.watch(input.job, async (watch) => {
      // The chain names everybody by id, whoever may see them.
      const refusal = mayTakeEverythingOut(org)
      if (refusal !== null) return refusal
      const path = resolve(input.path)
      const reports: Record<string, Report> = {}
      const facts: Record<string, string> = {}
      for (const kind of new Set(input.kinds ?? frozenKinds(org, input.filter.review))) {
        const report = await makeReport(org, { ...input, kind, format: 'csv' }, session.comparisons, watch)
        if (!report.ok) return report
        reports[kind] = report.value
        for (const [name, value] of report.value.facts) facts[`${kind}: ${name}`] = value
      }
      const written = await writeEvidence(org, { path, replace: input.replace, reports, facts }, watch)
      if (!written.ok) return written
      const { manifest, isSigned } = written.value
      return done({
        path,
        bytes: statSync(path).size,
        sha256: nodePrimitives.sha256(readFileSync(path)),
        signed: isSigned,
        entries: manifest.head.n,
        files: manifest.files.map(({ name, rows, sha256: hash }) => ({ name, rows, sha256: hash })),
      })
    }),
}

/** What a pack holds unless it is said: an access review too, the one that is named or the newest finished one. */
function frozenKinds(org: Org, review: string | undefined): ('findings' | 'matrix' | 'access' | 'review')[] {
  const hasReview = review !== undefined || lastFinished(org.state()) !== undefined
  return ['findings', 'matrix', 'access', ...(hasReview ? (['review'] as const) : [])]
}

export const evidenceDeskHandlers: Pick<DeskHandlers, 'evidence.verify' | 'evidence.page'> = {
  'evidence.page': (_session, { path, replace }) => writeVerifierPage(resolve(path), replace),
  'evidence.verify': (session, { path, job }) =>
    session.watch(job, async (watch) => {
      let bytes: Uint8Array
      try {
        bytes = await readFile(resolve(path))
      } catch (error) {
        return storeFailure(error, path)
      }
      const checked = await runInSteps(verifyEvidence(bytes, nodePrimitives), watch, 'Checking the pack', 0)
      if (checked === undefined) return failed('cancelled', 'Stopped. Nothing was decided about this pack.')
      const { ok, manifest, signedBy, entries, problems } = checked.value
      if (manifest === null && problems[0]?.where === 'the pack') return failed('damaged', problems[0].text)
      return done({
        ok,
        entries,
        signed: signedBy !== null,
        organization: manifest?.organization.name ?? '',
        asOf: manifest?.asOf ?? '',
        problems: [...problems],
      })
    }),
}
