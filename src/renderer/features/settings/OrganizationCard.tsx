import Box from '@mui/material/Box'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Card } from '../../components/Card'
import { Facts } from '../../components/Facts'
import { ReasonedButton } from '../../components/ReasonedButton'
import type { OrgInfo } from '../../stores/orgStore'
import { EditOrganizationDialog } from './EditOrganizationDialog'

interface OrganizationCardProps {
  readonly org: OrgInfo
  readonly settings: OperationOutput<'org.settings'>
  readonly mayNotEdit: string | null
}

export function OrganizationCard({ org, settings, mayNotEdit }: OrganizationCardProps) {
  const [isEditing, setEditing] = useState(false)
  return (
    <Card
      title="Organization"
      aside={
        <ReasonedButton disabledBecause={mayNotEdit} onClick={() => setEditing(true)}>
          Edit…
        </ReasonedButton>
      }
    >
      <Box sx={{ px: 4, pb: 4 }}>
        <Facts
          rows={[
            ['Name', settings.name],
            ['Time zone', settings.timeZone],
            ['Plan', settings.plan === '' ? 'Not written down' : settings.plan],
            ['Blueprint', `${org.blueprint.name}, version ${org.blueprint.version}`],
            ['Recognized by', org.fingerprint],
            ['File', org.path],
          ]}
        />
      </Box>
      {isEditing && <EditOrganizationDialog settings={settings} onClose={() => setEditing(false)} />}
    </Card>
  )
}
