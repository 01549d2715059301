import type { ChangeBody } from '../../shared/domain/change'
import type { Effect } from '../../shared/domain/effect'
import type { PlaceId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import { keyIdOf, isSmallOrder } from './keys/ed25519'

/** What the first change makes: the organization, its owner in the top role, the products, and the first keys. */
export function planGenesis(
  body: ChangeBody<'org.create'>,
  atMs: number,
  personal: (hash: string) => string | undefined,
): Result<Effect[], 'bad-change'> {
  const { blueprint, owner } = body
  const top = blueprint.roles[0]!
  if (owner.role !== top.key) return failed('bad-change', `The owner must have the top role, ${top.name}.`)
  for (const { publicKey } of [body.operator, body.console, body.recovery]) {
    if (isSmallOrder(publicKey))
      return failed('bad-change', 'A key of the first change is of small order, so that anybody could sign with it.')
  }
  const operator = keyIdOf(body.operator.publicKey)
  const console = keyIdOf(body.console.publicKey)
  return done([
    {
      entity: 'org',
      blueprint,
      settings: {
        name: body.name,
        timeZone: body.timeZone,
        createdAtMs: atMs,
        sequencer: 'registrar',
        registrar: console,
        recoveryPublicKey: body.recovery.publicKey,
      },
    },
    {
      entity: 'staff',
      id: owner.staffId,
      after: {
        id: owner.staffId,
        name: personal(owner.name.hash) ?? null,
        email: personal(owner.email.hash) ?? null,
        role: owner.role,
        state: 'active',
        stateBefore: null,
        assignments: [],
        personalGrants: [],
        addedAtMs: atMs,
      },
    },
    {
      entity: 'key',
      id: operator,
      after: { id: operator, kind: 'operator', staffId: owner.staffId, isRevoked: false, ...body.operator },
    },
    {
      entity: 'key',
      id: console,
      after: { id: console, kind: 'console', staffId: null, isRevoked: false, ...body.console },
    },
    ...blueprint.products.map((product): Effect => {
      const id = `product:${product.key}` as PlaceId
      return { entity: 'place', id, after: { id, name: product.name, parent: null, isArchived: false } }
    }),
  ])
}
