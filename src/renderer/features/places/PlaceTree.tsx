import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import { useRef, useState, type KeyboardEvent } from 'react'
import { PendingMark } from '../../components/PendingMark'
import { TextLink } from '../../components/TextLink'
import { countOf } from '../../words/countOf'
import { directWords } from './directWords'
import type { PlaceKind } from './placeKinds'
import type { TreeLine } from './treePlace'

interface PlaceTreeProps {
  readonly lines: readonly TreeLine[]
  /** Lines that are not here yet. */
  readonly rest: number
  /** Null when more lines than anybody reads are here already. */
  readonly onMore: (() => void) | null
  readonly kinds: readonly PlaceKind[]
  readonly openId: string | null
  readonly onFold: (id: string, isFolded: boolean) => void
  readonly onOpen: (id: string) => void
}

/** The tree: arrows walk and fold, Enter opens, as in every tree. Lines far from view are not drawn until they come near. */
export function PlaceTree({ lines, rest, onMore, kinds, openId, onFold, onOpen }: PlaceTreeProps) {
  const tree = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const stop = lines.some((line) => line.place.id === at) ? at : (lines[0]?.place.id ?? null)
  const nameOfKind = new Map(kinds.map((kind) => [kind.key, kind.name]))

  const focus = (index: number) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))]
    if (line === undefined) return
    setAt(line.place.id)
    tree.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(line.place.id)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const line = lines[index]!
    switch (event.key) {
      case 'ArrowDown':
        focus(index + 1)
        break
      case 'ArrowUp':
        focus(index - 1)
        break
      case 'Home':
        focus(0)
        break
      case 'End':
        focus(lines.length - 1)
        break
      case 'ArrowRight':
        if (line.hasChildren && line.isFolded) onFold(line.place.id, false)
        else if (line.hasChildren) focus(index + 1)
        break
      case 'ArrowLeft':
        if (line.hasChildren && !line.isFolded) onFold(line.place.id, true)
        else focus(lines.findIndex((other) => other.place.id === line.place.parent))
        break
      case 'Enter':
      case ' ':
        onOpen(line.place.id)
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <>
      <Box component="ul" role="tree" aria-label="Places" ref={tree} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {lines.map(({ place, level, hasChildren, isFolded }, index) => (
          <Box
            component="li"
            key={place.id}
            role="treeitem"
            aria-level={level}
            aria-expanded={hasChildren ? !isFolded : undefined}
            aria-selected={place.id === openId}
            data-place={place.id}
            tabIndex={place.id === stop ? 0 : -1}
            onFocus={() => setAt(place.id)}
            onClick={() => onOpen(place.id)}
            onKeyDown={(event) => onKeyDown(event, index)}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'minmax(0, 1fr) 140px 110px',
              alignItems: 'center',
              minHeight: 36,
              pr: 4,
              borderBottom: '1px solid',
              borderColor: 'line',
              cursor: 'pointer',
              contentVisibility: 'auto',
              containIntrinsicSize: 'auto 36px',
              color: place.isArchived ? 'faint' : 'ink',
              bgcolor: place.id === openId ? 'brandWeak' : 'transparent',
              '&:hover': { bgcolor: place.id === openId ? 'brandWeak' : 'sunken' },
              '&:focus-visible': { outlineOffset: -2 },
            }}
          >
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, pl: `${10 + (level - 1) * 20}px`, minWidth: 0 }}>
              <Box
                component="span"
                aria-hidden
                onClick={(event) => {
                  if (!hasChildren) return
                  event.stopPropagation()
                  onFold(place.id, !isFolded)
                }}
                sx={{ width: 20, lineHeight: 0, color: 'dim', flex: 'none' }}
              >
                {hasChildren && (
                  <ExpandMoreIcon sx={{ fontSize: 18, transform: isFolded ? 'rotate(-90deg)' : 'none' }} />
                )}
              </Box>
              <Box
                component="span"
                sx={{
                  fontWeight: level === 1 ? 600 : 400,
                  overflow: 'hidden',
                  textOverflow: 'ellipsis',
                  whiteSpace: 'nowrap',
                }}
              >
                {place.name}
              </Box>
              {place.pending === true && <PendingMark />}
              {place.isArchived && (
                <Box
                  component="span"
                  sx={{ fontSize: 11, border: '1px solid', borderColor: 'line', borderRadius: '9px', px: 1.5 }}
                >
                  archived
                </Box>
              )}
            </Box>
            <Box component="span" sx={{ color: 'dim', fontSize: 12 }}>
              {nameOfKind.get(place.kind) ?? place.kind}
            </Box>
            <Box
              component="span"
              sx={{ color: 'dim', fontSize: 12, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}
            >
              {directWords(place.people, hasChildren)}
            </Box>
          </Box>
        ))}
      </Box>
      {rest > 0 && (
        <Box sx={{ color: 'dim', px: 4, py: 3 }}>
          {onMore === null ? (
            `${countOf(rest, 'more place')}: type a name into the filter to see them.`
          ) : (
            <TextLink onClick={onMore}>Show more of {countOf(rest, 'further place')}</TextLink>
          )}
        </Box>
      )}
    </>
  )
}
