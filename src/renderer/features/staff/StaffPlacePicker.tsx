import { useMemo } from 'react'
import type { PickablePlace } from '../../components/arrangePicks'
import { PlacePicker } from '../../components/PlacePicker'
import { useOperation } from '../../stores/useOperation'

interface StaffPlacePickerProps {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Places that are shown and not offered: those somebody has already. */
  readonly without?: readonly string[]
  readonly hint?: string
  readonly height?: number
  /** Places are taken away, not given: whatever somebody has may go. */
  readonly isTaking?: boolean
}

/** The one control for places, products and lines: in the invite form, in Assignments, in covers and bulk deeds (S1.19). */
export function StaffPlacePicker({ without, isTaking = false, ...rest }: StaffPlacePickerProps) {
  const places = useOperation('place.list', { archived: false })
  const refused = useOperation('place.refused', isTaking ? null : {})
  const blueprint = useOperation('org.blueprint', {})
  const kinds = useMemo(
    () => (blueprint.value?.placeKinds ?? []).map(({ key, name }) => ({ key, name })),
    [blueprint.value],
  )
  const offered = useMemo(() => {
    const taken = new Set(without)
    const because = new Map(isTaking ? [] : refused.value?.map((one) => [one.place, one.because]))
    return (places.value ?? []).map((place): PickablePlace => {
      if (taken.has(place.id)) return { ...place, isTaken: true }
      const refusedBecause = because.get(place.id)
      return refusedBecause === undefined ? place : { ...place, refusedBecause }
    })
  }, [places.value, refused.value, isTaking, without])
  return <PlacePicker places={offered} kinds={kinds} {...rest} />
}
