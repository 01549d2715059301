import CheckBoxIcon from '@mui/icons-material/CheckBox'
import CheckBoxOutlineBlankIcon from '@mui/icons-material/CheckBoxOutlineBlank'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import IndeterminateIcon from '@mui/icons-material/IndeterminateCheckBoxOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import { useId, useMemo, useRef, useState } from 'react'
import { arrangePicks, openAtFirst, type PickablePlace, type PickLine } from './arrangePicks'
import { FilterMenu } from './FilterMenu'
import { HiddenText } from './HiddenText'
import { SearchBox } from './SearchBox'

interface PlacePickerProps {
  readonly label: string
  readonly places: readonly PickablePlace[]
  /** The kinds of place in words, in their order. */
  readonly kinds: readonly { readonly key: string; readonly name: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly hint?: string
  readonly height?: number
}

/** More lines than this are not drawn: the search narrows them. */
const mostLines = 300

/** Chooses places in a tree, by kind and by typing; what lies under a chosen place comes with it (S1.19). */
export function PlacePicker({ label, places, kinds, chosen, onChange, hint, height = 190 }: PlacePickerProps) {
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<string | null>(null)
  const [touched, setTouched] = useState<ReadonlySet<string> | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const tree = useRef<HTMLUListElement>(null)
  const hintId = useId()
  const open = useMemo(() => touched ?? openAtFirst(places), [touched, places])
  const chosenSet = useMemo(() => new Set(chosen), [chosen])
  const lines = useMemo(
    () => arrangePicks(places, search, kind, open, chosenSet),
    [places, search, kind, open, chosenSet],
  )
  const shown = lines.slice(0, mostLines)
  const kindName = (key: string) => kinds.find((each) => each.key === key)?.name ?? key
  const nameOf = (id: string) => places.find((place) => place.id === id)?.name ?? id
  const usedKinds = kinds.filter(({ key }) => places.some((place) => place.kind === key))
  const focusable = shown.some(({ place }) => place.id === current) ? current : (shown[0]?.place.id ?? null)

  const refused = new Set(places.flatMap(({ id, refusedBecause }) => (refusedBecause === undefined ? [] : [id])))
  const taken = new Set(places.flatMap(({ id, isTaken }) => (isTaken === true ? [id] : [])))
  const toggle = (id: string) => {
    if ((refused.has(id) || taken.has(id)) && !chosenSet.has(id)) return
    onChange(chosenSet.has(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  }
  const fold = (id: string, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(id)
    else next.delete(id)
    setTouched(next)
  }
  const moveTo = (index: number) => {
    const line = shown[Math.max(0, Math.min(shown.length - 1, index))]
    if (line === undefined) return
    setCurrent(line.place.id)
    tree.current?.querySelector<HTMLElement>(`[data-pick="${CSS.escape(line.place.id)}"]`)?.focus()
  }
  const onKeyDown = (event: React.KeyboardEvent, line: PickLine, index: number) => {
    const deeds: Record<string, () => void> = {
      ArrowDown: () => moveTo(index + 1),
      ArrowUp: () => moveTo(index - 1),
      Home: () => moveTo(0),
      End: () => moveTo(shown.length - 1),
      ArrowRight: () => (line.hasChildren && !line.isOpen ? fold(line.place.id, true) : moveTo(index + 1)),
      ArrowLeft: () =>
        line.isOpen && open.has(line.place.id)
          ? fold(line.place.id, false)
          : moveTo(shown.findIndex(({ place }) => place.id === line.place.parent)),
      ' ': () => toggle(line.place.id),
      Enter: () => toggle(line.place.id),
    }
    const deed = deeds[event.key]
    if (deed === undefined) return
    event.preventDefault()
    event.stopPropagation()
    deed()
  }

  return (
    <Box role="group" aria-label={label}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1.5, flexWrap: 'wrap' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {label}
        </Box>
        <Box sx={{ flex: 1 }} />
        {usedKinds.length > 1 && (
          <FilterMenu
            label="Kind"
            isSingle
            options={usedKinds.map(({ key, name }) => ({ value: key, label: name }))}
            chosen={kind === null ? [] : [kind]}
            onChange={([next]) => setKind(next ?? null)}
          />
        )}
        <SearchBox label={`Search: ${label.toLowerCase()}`} value={search} onChange={setSearch} width={190} />
      </Box>
      {chosen.length > 0 && (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mb: 1.5 }}>
          {chosen.map((id) => (
            <Chip key={id} size="small" label={nameOf(id)} onDelete={() => toggle(id)} />
          ))}
        </Box>
      )}
      <Box
        component="ul"
        ref={tree}
        role="tree"
        aria-label={label}
        aria-multiselectable
        aria-describedby={hint === undefined ? undefined : hintId}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 1,
          height,
          overflow: 'auto',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '10px',
        }}
      >
        {shown.length === 0 && (
          <Box component="li" role="none" sx={{ color: 'dim', p: 2 }}>
            {places.length === 0 ? 'There are no places yet.' : 'No place is called that.'}
          </Box>
        )}
        {shown.map((line, index) => {
          const { place } = line
          const isChosen = chosenSet.has(place.id)
          const isTaken = place.isTaken === true && !isChosen
          const isRefused = place.refusedBecause !== undefined && !isChosen && !isTaken
          const Icon = isRefused
            ? LockIcon
            : isChosen || isTaken
              ? CheckBoxIcon
              : line.isIncluded
                ? IndeterminateIcon
                : CheckBoxOutlineBlankIcon
          return (
            <Box
              component="li"
              key={place.id}
              role="treeitem"
              data-pick={place.id}
              aria-level={line.level}
              aria-checked={isChosen || isTaken ? true : line.isIncluded ? 'mixed' : false}
              aria-disabled={isRefused || isTaken || undefined}
              title={isRefused ? place.refusedBecause : undefined}
              aria-expanded={line.hasChildren ? line.isOpen : undefined}
              tabIndex={place.id === focusable ? 0 : -1}
              onFocus={() => setCurrent(place.id)}
              onKeyDown={(event) => onKeyDown(event, line, index)}
              onClick={() => toggle(place.id)}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1.5,
                minHeight: 28,
                pl: `${(line.level - 1) * 18 + 2}px`,
                pr: 2,
                borderRadius: '6px',
                cursor: isRefused || isTaken ? 'default' : 'pointer',
                color: isRefused || isTaken ? 'dim' : undefined,
                '&:hover': { bgcolor: 'sunken' },
                '&:focus-visible': { outlineOffset: -2 },
              }}
            >
              <Box
                component="span"
                aria-hidden
                onClick={(event) => {
                  if (!line.hasChildren) return
                  event.stopPropagation()
                  fold(place.id, !line.isOpen)
                }}
                sx={{ width: 18, lineHeight: 0, flex: 'none' }}
              >
                {line.hasChildren && (
                  <ExpandMoreIcon
                    sx={{ fontSize: 18, color: 'dim', transform: line.isOpen ? 'none' : 'rotate(-90deg)' }}
                  />
                )}
              </Box>
              <Icon aria-hidden sx={{ fontSize: 17, flex: 'none', color: isChosen ? 'brand' : 'dim' }} />
              <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {place.name}
                {isRefused && <HiddenText>, not possible: {place.refusedBecause}</HiddenText>}
              </Box>
              <Box component="span" sx={{ color: 'dim', fontSize: 12 }}>
                {isTaken ? 'has it already' : line.isIncluded && !isChosen ? 'included' : kindName(place.kind)}
              </Box>
            </Box>
          )
        })}
        {lines.length > shown.length && (
          <Box component="li" role="none" sx={{ color: 'dim', p: 2 }}>
            {(lines.length - shown.length).toLocaleString('en')} more: type a part of the name.
          </Box>
        )}
      </Box>
      {refused.size > 0 && (
        <Box sx={{ color: 'dim', fontSize: 12, mt: 1 }}>
          What is locked cannot be given by you; pointing at it says why.
        </Box>
      )}
      {hint !== undefined && (
        <Box id={hintId} sx={{ color: 'dim', fontSize: 12, mt: 1 }}>
          {hint}
        </Box>
      )}
    </Box>
  )
}
