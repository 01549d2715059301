import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { PageFrame } from '../../components/PageFrame'
import { useOrgStore } from '../../stores/orgStore'
import { useMayNot } from '../../stores/useMayNot'
import { useOperation } from '../../stores/useOperation'
import { HelpCard } from './HelpCard'
import { OrganizationCard } from './OrganizationCard'
import { SwitchesCard } from './SwitchesCard'

/** What holds for the whole organization. `children` are the parts that other features bring: devices, backups. */
export function SettingsPage({ children }: { readonly children?: ReactNode }) {
  const org = useOrgStore((store) => store.org)
  const settings = useOperation('org.settings', {})
  const switches = useOperation('switch.list', {})
  const mayNotEdit = useMayNot('grants.edit')
  const failure = settings.failure ?? switches.failure
  if (org === null) return null

  return (
    <PageFrame title="Settings" sub="What holds for the whole organization">
      <Box sx={{ overflow: 'auto', px: '22px', py: 4.5 }}>
        <Box sx={{ display: 'grid', gap: 4.5, maxWidth: 860 }}>
          {failure !== null && (
            <FailureNotice
              failure={failure}
              onRetry={() => {
                settings.reload()
                switches.reload()
              }}
            />
          )}
          {settings.value === null && failure === null && <LoadingLines lines={8} label="Reading the settings" />}
          {settings.value !== null && <OrganizationCard org={org} settings={settings.value} mayNotEdit={mayNotEdit} />}
          {switches.value !== null && <SwitchesCard switches={switches.value} mayNotEdit={mayNotEdit} />}
          {settings.value !== null && <HelpCard help={settings.value.help} mayNotEdit={mayNotEdit} />}
          {children}
        </Box>
      </Box>
    </PageFrame>
  )
}
