import type { RowInQuestion, Verdict } from './RowInQuestion'

/** How an edit of keys ends, or of who settles; undefined for a kind that the oracle has not heard of. */
export function judgeKeyRow({ blueprint, model, may, kind, me, signer, row, now }: RowInQuestion): Verdict | undefined {
  const { roles } = blueprint
  const there = model.people.get(row.staffId)
  switch (kind) {
    case 'key.revoke': {
      const key = model.keys.get(row.key)
      if (key === undefined || key.owner !== (row.staffId ?? null)) return 'refused'
      if (key.owner !== null && key.owner !== me) {
        if (!may.sees(key.owner)) return 'refused'
        if (!may.edit('staff.edit', { on: key.owner }) && !may.edit('console.manage', { on: key.owner }))
          return 'refused'
        if (!may.giveRole(model.people.get(key.owner)!.role)) return 'refused'
      } else if (key.owner === null && !may.edit('console.manage')) return 'refused'
      if (key.revoked) return 'agreed'
      if (row.key === model.registrar) return 'refused'
      const canAct = (id: string, one: { kind: string; owner: string | null; revoked: boolean }) =>
        id !== row.key &&
        one.kind === 'operator' &&
        !one.revoked &&
        model.people.get(one.owner!)?.role === roles[0]!.key &&
        model.people.get(one.owner!)?.state === 'active'
      const owner = key.owner === null ? undefined : model.people.get(key.owner)
      const isTopKey = key.kind === 'operator' && owner?.role === roles[0]!.key && owner.state === 'active'
      if (isTopKey && ![...model.keys].some(([id, one]) => canAct(id, one))) return 'refused'
      key.revoked = true
      return 'applied'
    }
    case 'key.enroll': {
      const known = model.keys.get(row.key)
      const isSame = known?.kind === row.to.kind && known?.owner === row.staffId && known?.revoked === false
      if (known !== undefined && !isSame) return 'refused'
      if (there?.state !== 'active' || !may.sees(row.staffId)) return 'refused'
      if (row.staffId !== me) {
        const on = { on: row.staffId as string }
        if (!may.edit('staff.edit', on) && !may.edit('console.manage', on)) return 'refused'
        // Whoever approves could give all that this person holds now.
        const inForce = (untilMs: number | null) => untilMs === null || untilMs > now
        const at = [...there.at].flatMap(([place, untilMs]) => (inForce(untilMs) ? [place] : []))
        const grants = [...there.grants].filter(([, { untilMs }]) => inForce(untilMs))
        if (!may.giveRole(there.role) || !may.givePlaces(at)) return 'refused'
        if (!grants.every(([permission, { reach }]) => may.giveReach(permission, reach))) return 'refused'
        if (!grants.every(([, { places }]) => places === null || may.givePlaces(places))) return 'refused'
      }
      if (known !== undefined) return 'agreed'
      model.keys.set(row.key, { kind: row.to.kind, owner: row.staffId, revoked: false })
      return 'applied'
    }
    case 'sequencer.set':
      if (!may.edit('console.manage')) return 'refused'
      if (model.sequencer === row.to) return 'agreed'
      if (model.sequencer !== row.from) return 'held'
      model.sequencer = row.to
      return 'applied'
    case 'registrar.set': {
      const to = model.keys.get(row.to)
      if (row.takeOver !== undefined) {
        const isTop = model.people.get(me)?.role === roles[0]!.key
        if (row.takeOver.staffId !== me || !isTop || to !== undefined || model.keys.has(signer)) return 'refused'
        if (model.registrar !== row.from) return 'held'
        for (const id of row.takeOver.revokes) model.keys.get(id)!.revoked = true
        model.keys.set(row.to, { kind: 'console', owner: me, revoked: false })
        model.keys.set(signer, { kind: 'operator', owner: me, revoked: false })
        model.registrar = row.to
        return 'applied'
      }
      if (model.keys.get(model.registrar)?.owner !== me && !may.edit('console.manage')) return 'refused'
      if (to?.kind !== 'console' || to.revoked) return 'refused'
      if (model.registrar === row.to) return 'agreed'
      if (model.registrar !== row.from) return 'held'
      model.registrar = row.to
      return 'applied'
    }
    default:
      return undefined
  }
}
