import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactNode } from 'react'
import type { OperationCall } from '../../../shared/operations/contract'
import { Card } from '../../components/Card'
import { PlacePicker, type PickedPlace } from '../../pickers/PlacePicker'
import { useOrgStore } from '../../stores/orgStore'
import { useOperation } from '../../stores/useOperation'
import { useWhen } from '../../stores/useWhen'
import { EvidenceDialog } from './EvidenceDialog'
import { ReportDialog } from './ReportDialog'
import { saveVerifierPage } from './saveVerifierPage'
import { VerifyPackDialog } from './VerifyPackDialog'

type Kind = OperationCall<'report.write'>['kind']
interface Wanted {
  readonly kind: Kind
  readonly title: string
  readonly filter: NonNullable<OperationCall<'report.write'>['filter']>
  readonly people?: number
}

/** Reports of the organization as it is shown, today or then. */
export function ReportsTab() {
  const when = useWhen()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const [isPacking, setPacking] = useState(false)
  const [isVerifying, setVerifying] = useState(false)
  const [place, setPlace] = useState<PickedPlace | null>(null)
  const [chosenReview, setReview] = useState('')
  const reviews = useOperation('review.list', {})
  const review = chosenReview === '' ? (reviews.value?.[0]?.key ?? '') : chosenReview
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const people = useOrgStore((store) => store.org?.counts.people ?? 0)
  const button = (one: Wanted, isDisabled = false) => (
    <Button
      onClick={() => setWanted(one)}
      disabled={isDisabled}
      aria-label={`${one.title}: save`}
      sx={{ flex: 'none' }}
    >
      Save…
    </Button>
  )
  const day = { inputLabel: { shrink: true } }
  return (
    <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
      <Card title="Reports">
        <Row
          title="Findings"
          text="What somebody should look at, with severity, reason, people and proposal; accepted ones are marked."
          action={button({ kind: 'findings', title: 'Findings', filter: {} })}
        />
        <Row
          title="Role × permission"
          text="Every role’s reach of every permission, with what differs from the source."
          action={button({ kind: 'matrix', title: 'Role × permission', filter: {} })}
        />
        <Row
          title="People × access"
          text="Everyone you may see, or those of some roles or of a place, with everything they may do; a column for each permission in a spreadsheet."
          action={button({ kind: 'access', title: 'People × access', filter: {}, people })}
        />
        <Row
          title="Location sheet"
          text="Who can do what at one place, to pin to its wall."
          field={
            <Box sx={{ width: 260, flex: 'none' }}>
              <PlacePicker label="Place" kinds={[]} chosen={place} onChange={setPlace} />
            </Box>
          }
          action={button(
            { kind: 'place', title: 'Location sheet', filter: place === null ? {} : { place: place.id } },
            place === null,
          )}
        />
        <Row
          title="Changes in a period"
          text="Who did what, when and why; left empty, from the beginning until now."
          field={
            <Box sx={{ display: 'flex', gap: 1.5 }}>
              <TextField
                size="small"
                type="date"
                label="Since"
                value={since}
                slotProps={day}
                onChange={(event) => setSince(event.target.value)}
              />
              <TextField
                size="small"
                type="date"
                label="Until"
                value={until}
                slotProps={day}
                onChange={(event) => setUntil(event.target.value)}
              />
            </Box>
          }
          action={button({
            kind: 'changes',
            title: 'Changes',
            filter: { ...(since === '' ? {} : { since }), ...(until === '' ? {} : { until }) },
          })}
        />
        <Row
          title="Review result"
          text="Who keeps what, who loses it, by whom and why; how far it is, while a review is open."
          field={
            <TextField
              select
              size="small"
              label={reviews.value?.length === 0 ? 'No access review yet' : 'Access review'}
              value={review}
              disabled={(reviews.value ?? []).length === 0}
              onChange={(event) => setReview(event.target.value)}
              sx={{ width: 260, flex: 'none' }}
            >
              {(reviews.value ?? []).map(({ key, name, finishedAtMs }) => (
                <MenuItem key={key} value={key}>
                  {finishedAtMs === null ? `${name} (open)` : `${name}, ${when.day(finishedAtMs)}`}
                </MenuItem>
              ))}
            </TextField>
          }
          action={button({ kind: 'review', title: 'Review result', filter: { review } }, review === '')}
        />
        <Row
          title="Evidence pack"
          text="Findings, role × permission, people × access and the newest finished review, frozen, with the log’s chain and your signature. It takes the right to export everything."
          action={
            <Button onClick={() => setPacking(true)} aria-label="Evidence pack: save" sx={{ flex: 'none' }}>
              Save…
            </Button>
          }
        />
        <Row
          title="Verify a pack"
          text="Checks a pack of any organization from its bytes alone. The page does the same in any browser, for somebody without Rolecall."
          field={
            <Button onClick={() => void saveVerifierPage()} sx={{ flex: 'none' }}>
              Save the page…
            </Button>
          }
          action={
            <Button onClick={() => setVerifying(true)} aria-label="Verify a pack: choose" sx={{ flex: 'none' }}>
              Choose…
            </Button>
          }
        />
      </Card>
      {isVerifying && <VerifyPackDialog onClose={() => setVerifying(false)} />}
      {isPacking && <EvidenceDialog onClose={() => setPacking(false)} />}
      {wanted !== null && <ReportDialog {...wanted} onClose={() => setWanted(null)} />}
    </Box>
  )
}

interface RowProps {
  readonly title: string
  readonly text: string
  readonly field?: ReactNode
  readonly action: ReactNode
}

function Row({ title, text, field, action }: RowProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        gap: 3,
        alignItems: 'center',
        px: 4,
        py: '12px',
        borderTop: '1px solid',
        borderColor: 'line',
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600 }}>{title}</Box>
        <Box sx={{ color: 'dim' }}>{text}</Box>
      </Box>
      {field}
      {action}
    </Box>
  )
}
