import HelpIcon from '@mui/icons-material/HelpOutlined'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMemo, useState } from 'react'
import type { PermissionKey, PlaceId, StaffId } from '../../../shared/domain/ids'
import { readInstant } from '../../../shared/domain/readInstant'
import { EmptyState } from '../../components/EmptyState'
import { FailureNotice } from '../../components/FailureNotice'
import { ListCard } from '../../components/ListCard'
import { LoadingLines } from '../../components/LoadingLines'
import { NamePicker } from '../../components/NamePicker'
import { PageFrame } from '../../components/PageFrame'
import { PillSwitch } from '../../components/PillSwitch'
import { SearchBox } from '../../components/SearchBox'
import { useOrgStore } from '../../stores/orgStore'
import { useRouteStore } from '../../stores/routeStore'
import { useOperation } from '../../stores/useOperation'
import { AnswerLine } from './AnswerLine'
import { matteringFacts } from './matteringFacts'
import { type ChosenPerson, PeoplePicker } from './PeoplePicker'
import { PersonPicker } from '../../pickers/PersonPicker'

/** Why may somebody do something, or why not: person, permission, place, record and time in, reasons out. */
export function AskPage() {
  const params = useRouteStore((store) => store.route.params)
  return (
    <AskForm
      key={JSON.stringify(params)}
      startWho={(params['who'] ?? null) as StaffId | null}
      startDo={params['do'] ?? null}
    />
  )
}

function AskForm({ startWho, startDo }: { readonly startWho: StaffId | null; readonly startDo: string | null }) {
  const timeZone = useOrgStore((store) => store.org?.timeZone ?? 'UTC')
  const blueprint = useOperation('org.blueprint', {})
  const places = useOperation('place.list', { archived: false })
  const [who, setWho] = useState(startWho)
  const [action, setAction] = useState(startDo)
  const [at, setAt] = useState<readonly string[]>([])
  const [on, setOn] = useState<StaffId | null>(null)
  const [createdBy, setCreatedBy] = useState<StaffId | null>(null)
  const [sharedWith, setSharedWith] = useState<readonly ChosenPerson[]>([])
  const [isConnected, setConnected] = useState(false)
  const [facts, setFacts] = useState<readonly string[]>([])
  const [when, setWhen] = useState('')
  const [filter, setFilter] = useState('')

  const permissions = useMemo(() => blueprint.value?.permissions ?? [], [blueprint.value])
  const areaNames = new Map(blueprint.value?.areas.map((area) => [area.key, area.name]))
  const mattering = useMemo(
    () => matteringFacts(action === null ? permissions : permissions.filter(({ key }) => key === action)),
    [permissions, action],
  )
  const atMs = when.trim() === '' ? undefined : readInstant(when.trim(), timeZone, 'start')
  const given = facts.filter((fact) => mattering.facts.includes(fact))
  const answers = useOperation(
    'access.ask',
    who === null || atMs === null
      ? null
      : {
          who,
          ...(action === null ? {} : { do: action as PermissionKey }),
          ...(at.length === 0 ? {} : { at: at as PlaceId[] }),
          ...(on === null ? {} : { on }),
          ...(createdBy === null || !mattering.createdBy ? {} : { createdBy }),
          ...(sharedWith.length === 0 || !mattering.sharedWith ? {} : { sharedWith: sharedWith.map(({ id }) => id) }),
          ...(isConnected && mattering.connected ? { connected: true } : {}),
          ...(given.length === 0 ? {} : { facts: Object.fromEntries(given.map((fact) => [fact, true])) }),
          ...(atMs === undefined ? {} : { atMs }),
        },
  )
  const wanted = filter.trim().toLowerCase()
  const lines = (answers.value ?? []).filter(({ name, area }) => `${area} ${name}`.toLowerCase().includes(wanted))
  const allowed = (answers.value ?? []).filter(({ answer }) => answer.allowed).length

  return (
    <PageFrame title="Ask" sub="Who may do what, where and when, and why.">
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: '22px', py: '18px' }} data-print="flow">
        <Box
          component="form"
          aria-label="Question"
          onSubmit={(event) => event.preventDefault()}
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
            gap: 3,
            p: 4,
            mb: 4,
            bgcolor: 'paper',
            border: '1px solid',
            borderColor: 'line',
            borderRadius: '12px',
          }}
        >
          <PersonPicker label="Person" chosen={who} onChange={setWho} />
          <NamePicker
            isSingle
            label="Action (blank: all)"
            options={permissions.map(({ key, name, area }) => ({ id: key, name, hint: areaNames.get(area) ?? '' }))}
            chosen={action === null ? [] : [action]}
            onChange={([next]) => setAction(next ?? null)}
          />
          <NamePicker
            label="Where"
            hint={
              at.length === 0 && on === null ? 'Blank: what is held in assigned places only is refused.' : undefined
            }
            options={(places.value ?? []).map(({ id, name, kind }) => ({ id, name, hint: kind }))}
            chosen={at}
            onChange={setAt}
          />
          <PersonPicker label="On a person" chosen={on} onChange={setOn} />
          {mattering.createdBy && <PersonPicker label="Created by" chosen={createdBy} onChange={setCreatedBy} />}
          {mattering.sharedWith && <PeoplePicker label="Shared with" chosen={sharedWith} onChange={setSharedWith} />}
          <TextField
            size="small"
            label="When (blank: now)"
            placeholder="2026-11-30 18:00"
            value={when}
            onChange={(event) => setWhen(event.target.value)}
            error={atMs === null}
            helperText={atMs === null ? 'Write a day like 2026-11-30, or a day and a time.' : undefined}
          />
          {(mattering.connected || mattering.facts.length > 0) && (
            <Box
              role="group"
              aria-label="Facts"
              sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, gridColumn: '1 / -1' }}
            >
              {mattering.connected && <PillSwitch label="Connected" isOn={isConnected} onChange={setConnected} />}
              {(blueprint.value?.facts ?? [])
                .filter(({ key }) => mattering.facts.includes(key))
                .map(({ key, name }) => (
                  <PillSwitch
                    key={key}
                    label={name}
                    isOn={facts.includes(key)}
                    onChange={(isOn) => setFacts(isOn ? [...facts, key] : facts.filter((fact) => fact !== key))}
                  />
                ))}
            </Box>
          )}
        </Box>
        {blueprint.failure !== null && <FailureNotice failure={blueprint.failure} onRetry={blueprint.reload} />}
        {answers.failure !== null && <FailureNotice failure={answers.failure} onRetry={answers.reload} />}
        {who === null && (
          <EmptyState
            icon={<HelpIcon fontSize="inherit" />}
            title="Choose a person"
            text="The answer appears here at once, with its reasons. Without an action, every permission is answered."
          />
        )}
        {who !== null && atMs !== null && answers.value === null && answers.failure === null && (
          <LoadingLines label="Answering" />
        )}
        {answers.value !== null && (
          <>
            {action === null && (
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 2.5 }}>
                <Box role="status">
                  {allowed} allowed, {answers.value.length - allowed} refused
                </Box>
                <SearchBox label="Filter answers" value={filter} onChange={setFilter} />
              </Box>
            )}
            {lines.length === 0 && <EmptyState title="Nothing to show" text="No permission fits the filter." />}
            {lines.length > 0 && (
              <ListCard label="Answers" sx={{ overflow: 'hidden' }}>
                {lines.map((asked) => (
                  <AnswerLine key={`${action}/${asked.permission}`} asked={asked} startsOpen={action !== null} />
                ))}
              </ListCard>
            )}
          </>
        )}
      </Box>
    </PageFrame>
  )
}
