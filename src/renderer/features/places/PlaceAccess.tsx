import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { PlaceId } from '../../../shared/domain/ids'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PageList } from '../../components/PageList'
import { Pager } from '../../components/Pager'
import { ReachMark } from '../../components/ReachMark'
import { SearchBox } from '../../components/SearchBox'
import { TextLink } from '../../components/TextLink'
import { useDebounced } from '../../components/useDebounced'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'

const pageSize = 50
const headCell = { position: 'sticky', bgcolor: 'paper', textAlign: 'left', fontWeight: 600 } as const
const line = { borderBottom: '1px solid', borderColor: 'line' } as const

/** What the people of a place may do there: people × the permissions that hang on places. */
export function PlaceAccess({ place, onBack }: { readonly place: PlaceId; readonly onBack: () => void }) {
  const [page, setPage] = useState(0)
  const [search, setSearch] = useState('')
  const asked = useDebounced(search, 150)
  const { value, failure, reload } = useOperation('place.access', {
    place,
    search: asked,
    offset: page * pageSize,
    limit: pageSize,
  })
  const go = useRouteStore((store) => store.go)

  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, mb: 2.5, pr: 4, alignItems: 'center' }}>
        <Button startIcon={<ArrowBackIcon />} onClick={onBack}>
          Tree
        </Button>
        <SearchBox
          label="Search people here"
          value={search}
          onChange={(text) => {
            setSearch(text)
            setPage(0)
          }}
        />
        <Box sx={{ color: 'dim' }}>Whoever is assigned here or above, and what they may do here.</Box>
      </Box>
      {failure !== null && <FailureNotice failure={failure} onRetry={reload} sx={{ mr: 5 }} />}
      {value === null && failure === null && <LoadingLines lines={10} label="Reading who may do what here" />}
      {value !== null && (
        <PageList isBesidePanel>
          <Box
            sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}
            tabIndex={0}
            role="group"
            aria-label="Who may do what here"
          >
            {value.rows.length === 0 ? (
              <EmptyState
                title={asked === '' ? 'Nobody is here' : 'Nobody fits'}
                text={asked === '' ? 'Nobody is assigned here or above.' : undefined}
              />
            ) : (
              <Box component="table" sx={{ borderCollapse: 'separate', borderSpacing: 0, fontSize: 12 }}>
                <thead>
                  <tr>
                    <Box
                      component="th"
                      scope="col"
                      sx={{ ...headCell, ...line, top: 0, left: 0, zIndex: 3, p: 2, minWidth: 190 }}
                    >
                      Person
                    </Box>
                    {value.permissions.map((permission) => (
                      <Box
                        component="th"
                        scope="col"
                        key={permission.key}
                        sx={{ ...headCell, ...line, top: 0, zIndex: 2, p: 2, minWidth: 92, verticalAlign: 'bottom' }}
                      >
                        {permission.name}
                      </Box>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {value.rows.map((row) => (
                    <tr key={row.staffId}>
                      <Box
                        component="th"
                        scope="row"
                        sx={{ ...headCell, ...line, left: 0, zIndex: 1, p: 2, fontWeight: 400 }}
                      >
                        <TextLink onClick={() => go('staff', { id: row.staffId, tab: 'access' })}>
                          {row.name ?? 'Purged person'}
                        </TextLink>
                        <Box sx={{ color: 'dim' }}>
                          {row.role}
                          {row.state === 'invited' ? ' · invited' : ''} · {row.through.join(', ')}
                        </Box>
                      </Box>
                      {row.reaches.map((reach, index) => (
                        <Box component="td" key={value.permissions[index]!.key} sx={{ ...line, p: 2 }}>
                          <ReachMark
                            reach={reach}
                            word={reach === 'none' ? '–' : reach === 'assigned' ? 'here' : reach}
                          />
                        </Box>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </Box>
            )}
          </Box>
          <Pager page={page} pageSize={pageSize} total={value.total} noun="people" one="person" onPage={setPage} />
        </PageList>
      )}
    </>
  )
}
