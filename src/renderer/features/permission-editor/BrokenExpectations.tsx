import { Notice } from '../../components/Notice'
import type { Impact } from './useImpact'

/** The saved statements that the edits would break, each with a counterexample by name; then those broken already. */
export function BrokenExpectations({ impact }: { readonly impact: Impact }) {
  const breaking = impact.expectations.filter((one) => one.isNew)
  const already = impact.expectations.filter((one) => !one.isNew)
  return (
    <>
      {breaking.length > 0 && (
        <Notice tone="bad" title="This breaks what you expect.">
          {breaking.map((one) => (
            <div key={one.key}>
              <b>{one.title}</b>: {one.because}
            </div>
          ))}
        </Notice>
      )}
      {already.length > 0 && (
        <Notice tone="warn" title="Expected, and broken already">
          {already.map((one) => (
            <div key={one.key}>
              {one.title}: {one.because}
            </div>
          ))}
        </Notice>
      )}
    </>
  )
}
