import CopyIcon from '@mui/icons-material/ContentCopyOutlined'
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import SearchOffIcon from '@mui/icons-material/SearchOffOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMemo, useState } from 'react'
import type { PermissionKey, StaffId } from '../../../shared/domain/ids'
import { bridge } from '../../bridge'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterMenu } from '../../components/FilterMenu'
import { PageFrame } from '../../components/PageFrame'
import { PillSwitch } from '../../components/PillSwitch'
import { SearchBox } from '../../components/SearchBox'
import { useRouteStore } from '../../stores/routeStore'
import { useToastStore } from '../../stores/toastStore'
import { useOperation } from '../../stores/useOperation'
import { copyText } from '../../words/copyText'
import { countOf } from '../../words/countOf'
import { AccessGrid } from './AccessGrid'
import { everyLine, filterAccess, toClipboard, type AccessFilter } from './accessGrid'
import { ReasonsPanel } from './ReasonsPanel'

/** Everything one person may and may not do, as one grid to filter, copy and export, with reasons one click away. */
export function AccessPage() {
  const who = useRouteStore((store) => store.route.params['who'] ?? '') as StaffId
  const go = useRouteStore((store) => store.go)
  const say = useToastStore((store) => store.show)
  const shown = useOperation('staff.show', who === '' ? null : { staffId: who })
  const access = useOperation('access.ofPerson', who === '' ? null : { who, all: true })
  const [filter, setFilter] = useState<AccessFilter>({ ...everyLine, isHeldOnly: true })
  const [openKey, setOpenKey] = useState<PermissionKey | null>(null)

  const all = useMemo(() => access.value ?? [], [access.value])
  const lines = useMemo(() => filterAccess(all, filter), [all, filter])
  const open = all.find((line) => line.permission === openKey)
  const narrow = (part: Partial<AccessFilter>) => setFilter({ ...filter, ...part })
  const person = shown.value?.person
  const name = person?.name ?? 'this person'
  const held = all.filter((line) => line.reach !== 'none').length

  const copy = async () => {
    const isCopied = await copyText(toClipboard(lines))
    say(
      isCopied
        ? { text: `${countOf(lines.length, 'line')} copied.`, tone: 'done' }
        : { text: 'This desktop did not let the text be copied. Export it as a file.', tone: 'problem' },
    )
  }
  const exportFile = async () => {
    const stem =
      name
        .normalize('NFC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join('-') ?? 'person'
    const chosen = await bridge.call('app.chooseFile', { purpose: 'save-table', suggestedName: `access-${stem}.csv` })
    if (!chosen.ok) return say({ text: chosen.error.message, tone: 'problem' })
    if (chosen.value.path === null) return
    const written = await bridge.call('access.export', {
      who,
      path: chosen.value.path,
      permissions: lines.map((line) => line.permission),
      // The system's dialog has already asked whether an older file may go.
      replace: true,
    })
    say(
      written.ok
        ? { text: `${countOf(written.value.lines, 'line')} written to ${written.value.path}`, tone: 'done' }
        : { text: written.error.message, tone: 'problem' },
    )
  }

  const failure = access.failure ?? shown.failure
  return (
    <PageFrame
      title={person === undefined ? 'Effective access' : `Effective access of ${name}`}
      sub={
        person === undefined || access.value === null
          ? ''
          : `${person.role.name} · ${person.state === 'active' ? `holds ${held} of ${countOf(all.length, 'permission')}` : 'holds nothing: only active people hold permissions'}`
      }
      actions={
        <>
          <Button onClick={() => go('ask', { who })}>Ask why…</Button>
          <Button startIcon={<CopyIcon />} disabled={lines.length === 0} onClick={() => void copy()}>
            Copy
          </Button>
          <Button startIcon={<DownloadIcon />} disabled={lines.length === 0} onClick={() => void exportFile()}>
            Export CSV…
          </Button>
        </>
      }
      aside={open !== undefined && <ReasonsPanel who={who} line={open} onClose={() => setOpenKey(null)} />}
    >
      <Box sx={{ pl: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <Box sx={{ display: 'flex', gap: 2, mb: 2.5, mr: 5, flexWrap: 'wrap' }}>
          <SearchBox
            label="Filter permissions, places and reasons"
            value={filter.text}
            onChange={(text) => narrow({ text })}
            width={280}
          />
          <FilterMenu
            label="Area"
            options={distinct(all.map((line) => line.area))}
            chosen={filter.areas}
            onChange={(areas) => narrow({ areas })}
          />
          <FilterMenu
            label="Reach"
            options={distinct(all.map((line) => line.reach))}
            chosen={filter.reaches}
            onChange={(reaches) => narrow({ reaches })}
          />
          <PillSwitch label="Only held" isOn={filter.isHeldOnly} onChange={(isHeldOnly) => narrow({ isHeldOnly })} />
        </Box>
        {failure !== null && <FailureNotice failure={failure} onRetry={access.reload} sx={{ mr: 5, mb: 3 }} />}
        {access.value !== null && lines.length === 0 ? (
          <EmptyState
            icon={<SearchOffIcon fontSize="inherit" />}
            title={held === 0 && filter.isHeldOnly ? `${name} holds nothing` : 'No permission fits the filter'}
            text={held === 0 ? 'Show every permission to see what stands against each.' : ''}
            action={<Button onClick={() => setFilter(everyLine)}>Show every permission</Button>}
          />
        ) : (
          <AccessGrid
            lines={lines}
            isLoading={access.value === null && access.failure === null}
            openKey={openKey}
            onOpen={setOpenKey}
          />
        )}
      </Box>
    </PageFrame>
  )
}

function distinct(values: readonly string[]): { value: string; label: string }[] {
  return [...new Set(values)].map((value) => ({ value, label: value }))
}
