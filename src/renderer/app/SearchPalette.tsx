import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import InputBase from '@mui/material/InputBase'
import { useCallback, useEffect, useId, useMemo, useState } from 'react'
import { HiddenText } from '../components/HiddenText'
import { Kbd } from '../components/Kbd'
import { useDebounced } from '../components/useDebounced'
import { useRouteStore } from '../stores/routeStore'
import { useIsAnswered } from '../stores/useIsAnswered'
import { useOperation } from '../stores/useOperation'
import { arrangeHits, type Hit } from './arrangeHits'
import { pages } from './pages'

const pageLabels = Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, page.label]))

/** Finds people, roles, permissions and places by name; arrows choose, Enter opens. */
export function SearchPalette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const go = useRouteStore((store) => store.go)
  const rested = useDebounced(text.trim(), 80)
  const found = useOperation('search.all', rested === '' ? null : { text: rested, limit: 8 })
  const hits = useMemo(() => arrangeHits(found.value, text, pageLabels), [found.value, text])
  const chosen = Math.min(at, hits.length - 1)
  const isAnswered = useIsAnswered(text.trim(), rested, found) || text.trim() === ''
  const [isEager, setEager] = useState(false)

  const open = useCallback(
    (hit: Hit | undefined) => {
      if (hit === undefined) return
      onClose()
      go(hit.to.page, hit.to.params)
    },
    [onClose, go],
  )
  // Enter may come before the answer to the last keys: it opens what that one brings, never what the keys before found.
  useEffect(() => {
    if (!isEager || !isAnswered) return
    setEager(false)
    open(hits[chosen])
  }, [isEager, isAnswered, hits, chosen, open])

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby={`${listId}-title`}
      slotProps={{ paper: { sx: { alignSelf: 'flex-start', mt: 16 } } }}
    >
      <HiddenText>
        <span id={`${listId}-title`}>Search</span>
      </HiddenText>
      <Box
        sx={{ display: 'flex', alignItems: 'center', gap: 2.5, px: 4, borderBottom: '1px solid', borderColor: 'line' }}
      >
        <SearchIcon aria-hidden sx={{ fontSize: 18, color: 'faint' }} />
        <InputBase
          autoFocus
          fullWidth
          value={text}
          placeholder="Search people, roles, permissions and places"
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
            setEager(false)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setAt(hits.length === 0 ? 0 : (chosen + 1) % hits.length)
            else if (event.key === 'ArrowUp') setAt(hits.length === 0 ? 0 : (chosen - 1 + hits.length) % hits.length)
            else if (event.key === 'Enter') setEager(true)
            else return
            event.preventDefault()
          }}
          slotProps={{
            input: {
              role: 'combobox',
              'aria-label': 'Search people, roles, permissions and places',
              'aria-expanded': hits.length > 0,
              'aria-controls': listId,
              'aria-autocomplete': 'list',
              'aria-activedescendant': chosen >= 0 ? `${listId}-${chosen}` : undefined,
              spellCheck: false,
            },
          }}
          sx={{ fontSize: 15, py: 3, '& input': { outline: 'none !important' } }}
        />
        <Kbd>Esc</Kbd>
      </Box>
      <Box id={listId} role="listbox" aria-label="Found" sx={{ maxHeight: 420, overflow: 'auto', p: 2 }}>
        {hits.map((hit, index) => (
          <Box key={hit.key} role="presentation">
            {hit.group !== hits[index - 1]?.group && (
              <Box role="presentation" sx={{ px: 2, pt: 2, pb: 1, fontSize: 11, fontWeight: 600, color: 'faint' }}>
                {hit.group}
              </Box>
            )}
            <Box
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              onMouseMove={() => setAt(index)}
              onClick={() => open(hit)}
              ref={index === chosen ? scrollHere : undefined}
              sx={{
                display: 'flex',
                gap: 3,
                alignItems: 'baseline',
                px: 2,
                py: 1.5,
                borderRadius: '8px',
                cursor: 'pointer',
                bgcolor: index === chosen ? 'brandWeak' : 'transparent',
              }}
            >
              <Box component="span" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
                {hit.title}
              </Box>
              <Box
                component="span"
                sx={{ color: 'dim', fontSize: 12, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
              >
                {hit.sub}
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
      <Box
        role="status"
        sx={{ px: 4, py: 2.5, borderTop: '1px solid', borderColor: 'line', color: 'dim', fontSize: 12 }}
      >
        {found.failure !== null
          ? found.failure.message
          : hits.length === 0
            ? `Nothing is called “${text.trim()}”.`
            : rested === ''
              ? 'Type a name, an e-mail address, a permission or a place.'
              : '↑ ↓ to choose, Enter to open'}
      </Box>
    </Dialog>
  )
}

function scrollHere(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
