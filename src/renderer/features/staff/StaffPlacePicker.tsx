import { useMemo } from 'react'
import { PlacePicker } from '../../components/PlacePicker'
import { useOperation } from '../../stores/useOperation'

interface StaffPlacePickerProps {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  /** Places that are not offered: those somebody has already. */
  readonly without?: readonly string[]
  readonly hint?: string
  readonly height?: number
}

/** The one control for places, products and lines: in the invite form, in Assignments, in covers and bulk deeds (S1.19). */
export function StaffPlacePicker({ without, ...rest }: StaffPlacePickerProps) {
  const places = useOperation('place.list', { archived: false })
  const blueprint = useOperation('org.blueprint', {})
  const kinds = useMemo(
    () => (blueprint.value?.placeKinds ?? []).map(({ key, name }) => ({ key, name })),
    [blueprint.value],
  )
  const offered = useMemo(() => {
    const taken = new Set(without)
    return (places.value ?? []).filter((place) => !taken.has(place.id))
  }, [places.value, without])
  return <PlacePicker places={offered} kinds={kinds} {...rest} />
}
