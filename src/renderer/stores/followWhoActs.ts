import { type OrgInfo, useOrgStore } from './orgStore'
import { useToastStore } from './toastStore'

/**
 * What was just done belongs to who did it, with its *Undo* and the names in it: it goes when somebody else acts or
 * another organization is open. Answers with a function that stops.
 */
export function followWhoActs(): () => void {
  return useOrgStore.subscribe(({ org }, { org: before }) => {
    if (whoActs(org) === whoActs(before)) return
    const { toast, dismiss } = useToastStore.getState()
    if (toast?.tone === 'done') dismiss()
  })
}

function whoActs(org: OrgInfo | null): string {
  return org === null ? '' : `${org.actor?.staffId ?? ''} ${org.path}`
}
