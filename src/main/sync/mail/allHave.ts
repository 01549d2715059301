import type { Org } from '../../org/Org'
import { readGreeting } from '../../org/record'

/** The last entry that every other console has said that it has; 0 when one was never heard. */
export function allHave({ line }: Org): number {
  const heard = new Map(
    line.notes.heard().flatMap(({ key, bytes }) => {
      const said = readGreeting(bytes)
      return said.ok ? [[key, said.value.record.head.n] as const] : []
    }),
  )
  const others = [...line.settledState().keys.values()].filter(
    ({ id, kind, isRevoked }) => kind === 'console' && !isRevoked && id !== line.speaker?.id,
  )
  return others.length === 0 ? 0 : Math.min(...others.map(({ id }) => heard.get(id) ?? 0))
}
