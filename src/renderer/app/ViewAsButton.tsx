import { ReasonedButton } from '../components/ReasonedButton'
import { useOrgStore } from '../stores/orgStore'
import { useViewAsStore } from '../stores/viewAsStore'

/** In the header of every page, unless one looks through somebody else's eyes already. */
export function ViewAsButton() {
  const org = useOrgStore((store) => store.org)
  const choose = useViewAsStore((store) => store.choose)
  if (org === null || org.viewAs !== null) return null
  const may = org.actor?.mayDo['console.manage']
  return (
    <ReasonedButton
      disabledBecause={may === undefined || may.allowed ? null : may.because}
      onClick={() => choose(true)}
    >
      View as…
    </ReasonedButton>
  )
}
