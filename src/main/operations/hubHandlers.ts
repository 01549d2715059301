import { done, failed, type Result } from '../../shared/domain/result'
import { connectHub, type HubConnection } from '../store/hub/hubConnection'
import type { HubFailure } from '../store/hub/hubFailure'
import { readHubUrl } from '../store/hub/hubUrl'
import { admitConsole, checkHub, dismissConsole, listConsoles, prepareHub } from '../store/hub/prepareHub'
import type { DeskHandlers, OrgHandlers } from './session'

export const hubDeskHandlers: Pick<DeskHandlers, 'hub.init'> = {
  'hub.init': (_session, { url }) =>
    withHub(url, async (hub) => {
      const prepared = await prepareHub(hub)
      return prepared.ok
        ? done({ address: hub.address, from: prepared.value.from, version: prepared.value.to })
        : prepared
    }),
}

type Handled = 'hub.admit' | 'hub.dismiss' | 'hub.consoles'

export const hubHandlers: Pick<OrgHandlers, Handled> = {
  'hub.admit': (org, { url, role }) =>
    withHub(url, async (hub) => {
      const checked = await checkHub(hub)
      if (!checked.ok) return checked
      const admitted = await admitConsole(hub, org.orgId, role)
      if (!admitted.ok) return admitted
      const { password } = admitted.value
      return done({ role, url: password === null ? null : urlOf(url, role, password) })
    }),

  'hub.dismiss': (org, { url, role }) =>
    withHub(url, async (hub): Promise<Result<{ role: string }, HubFailure | 'not-found'>> => {
      const dismissed = await dismissConsole(hub, org.orgId, role)
      if (!dismissed.ok) return dismissed
      return dismissed.value
        ? done({ role })
        : failed('not-found', `The hub has admitted no “${role}” to this organization. Nothing was changed.`)
    }),

  'hub.consoles': (org, { url }) => withHub(url, (hub) => listConsoles(hub, org.orgId)),
}

async function withHub<Value, Code extends string>(
  text: string,
  work: (hub: HubConnection) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | 'bad-url'>> {
  const url = readHubUrl(text)
  if (!url.ok) return url
  const hub = connectHub(url.value)
  try {
    return await work(hub)
  } finally {
    await hub.close()
  }
}

/** The administrator's URL with another role, for handing over. */
function urlOf(text: string, role: string, password: string): string {
  const url = new URL(text)
  url.username = role
  url.password = password
  url.searchParams.delete('user')
  return url.href
}
