import { done, failed } from '../../shared/domain/result'
import { openKeyring } from '../org/keys/keyring'
import { presentRole } from './present'
import { seesEverybody } from './reviews/reviewScope'
import { seeingPerson } from './seenBy'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `operator.${string}`>

export const operatorHandlers: Pick<OrgHandlers, Handled> = {
  'operator.list': (org, _input, { host }) => {
    const state = org.state()
    const keyring = openKeyring(host.home)
    const operators = [...state.keys.values()].flatMap((key) => {
      const person = key.staffId === null ? undefined : state.staff.get(key.staffId)
      if (key.kind !== 'operator' || key.isRevoked || person?.state !== 'active' || !keyring.has(key.id)) return []
      if (seeingPerson(org, person.id) !== 'full') return []
      return [
        {
          staffId: person.id,
          name: person.name ?? '',
          email: person.email ?? '',
          role: presentRole(state, person.role),
          isActing: key.id === org.draftOwner,
          hasPassphrase: keyring.isSealed(key.id),
          isKept: host.secrets?.read(key.id) != null,
        },
      ]
    })
    return done({ operators, isWhole: seesEverybody(org), canKeep: host.secrets?.isAvailable() === true })
  },

  'operator.setPassphrase': (org, { before, after, keep }, { host }) => {
    const key = org.draftOwner
    if (key === null) return failed('not-enrolled', 'Nobody is signed in, so there is no key to protect.')
    const { secrets } = host
    if (keep && (after === null || secrets?.isAvailable() !== true)) {
      return failed('cannot-keep', 'This computer has no key store that can keep a passphrase. Nothing was changed.')
    }
    const sealed = openKeyring(host.home).seal(key, before, after ?? undefined)
    if (!sealed.ok) return sealed
    if (keep && after !== null) secrets!.keep(key, after)
    else secrets?.forget(key)
    return done({})
  },
}
