import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { FailureNotice } from '../../components/FailureNotice'
import { Notice } from '../../components/Notice'
import { PageFrame } from '../../components/PageFrame'
import { ProgressDialog } from '../../components/ProgressDialog'
import { StepTrail } from '../../components/StepTrail'
import { useMayNot } from '../../stores/useMayNot'
import { useRouteStore } from '../../stores/routeStore'
import { ChooseFileStep } from './ChooseFileStep'
import { DoneStep } from './DoneStep'
import { MappingStep } from './MappingStep'
import { PreviewStep } from './PreviewStep'
import { useImport, type ImportStep } from './useImport'

const titles: Readonly<Record<ImportStep['at'], string>> = {
  choose: 'Choose a file',
  map: 'Match the columns',
  preview: 'Look at every row',
  done: 'Done',
}
const busyTitles = { read: 'Reading the file', preview: 'Checking every row', apply: 'Importing' }

/** A staff file becomes people: all of it, or nothing. */
export function ImportPage() {
  const { route, go } = useRouteStore()
  const road = useImport(route.params['path'] ?? null)
  const mayNotAdd = useMayNot('staff.add')
  const { step } = road

  return (
    <PageFrame
      title="Import staff"
      sub={
        step.at === 'choose' ? 'From a CSV file or an XLSX workbook, with any columns in any order' : step.file.fileName
      }
      actions={<Button onClick={() => go('staff')}>Back to Staff</Button>}
    >
      <Box sx={{ px: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0, gap: 3 }}>
        <StepTrail steps={Object.values(titles)} current={Object.keys(titles).indexOf(step.at)} />
        {mayNotAdd !== null && (
          <Notice tone="info" title="Nothing can be imported here.">
            {mayNotAdd}
          </Notice>
        )}
        {road.failure !== null &&
          (road.failure.code === 'cancelled' ? (
            <Notice tone="info" title="Cancelled. Nothing was changed." isAlert />
          ) : (
            <FailureNotice failure={road.failure} />
          ))}
        {step.at === 'choose' && mayNotAdd === null && <ChooseFileStep onChoose={() => void road.chooseFile()} />}
        {step.at === 'map' && <MappingStep file={step.file} road={road} />}
        {step.at === 'preview' && <PreviewStep file={step.file} preview={step.preview} road={road} />}
        {step.at === 'done' && (
          <DoneStep
            applied={step.applied}
            fileName={step.file.fileName}
            onAnother={road.restart}
            onStaff={() => go('staff')}
          />
        )}
      </Box>
      {road.busy !== null && (
        <ProgressDialog
          title={busyTitles[road.busy]}
          progress={road.job?.progress ?? null}
          onCancel={road.cancel}
          {...(road.busy === 'apply' ? { cancelHint: 'Cancelling leaves nothing behind.' } : {})}
        />
      )}
    </PageFrame>
  )
}
