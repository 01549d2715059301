import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { PillTabs } from '../../components/PillTabs'
import { ReasonedButton } from '../../components/ReasonedButton'
import { countOf, countPeople, formatCount } from '../../words/countOf'
import { NewPlaces } from './NewPlaces'
import { PreviewRows } from './PreviewRows'
import { statusWords, type RowStatus } from './statusWords'
import type { ImportRoad } from './useImport'

interface PreviewStepProps {
  readonly file: OperationOutput<'import.read'>
  readonly preview: OperationOutput<'import.preview'>
  readonly road: ImportRoad
}

/** What every row of the file would do; the one button here changes the organization. */
export function PreviewStep({ file, preview, road }: PreviewStepProps) {
  const { counts } = preview
  const [status, setStatus] = useState<RowStatus | 'every'>(counts.refused > 0 ? 'refused' : 'every')
  const total = counts.new + counts.changed + counts.unchanged + counts.skipped + counts.refused
  const deeds = counts.new + counts.changed
  const stands = preview.blockedBecause[0] ?? (deeds === 0 ? 'No row of this file changes anything.' : null)
  const tabs = [
    { value: 'every' as const, label: 'All rows', count: formatCount(total) },
    ...(Object.keys(statusWords) as RowStatus[]).map((each) => ({
      value: each,
      label: statusWords[each].label,
      count: formatCount(counts[each]),
    })),
  ]

  return (
    <>
      {preview.blockedBecause.length > 0 && (
        <Notice
          tone="bad"
          title="This file cannot be applied as it is"
          isAlert
          action={
            counts.refused > 0 &&
            !road.options.skipRefused && (
              <Button
                onClick={() => {
                  const options = { ...road.options, skipRefused: true }
                  road.setOptions(options)
                  void road.preview(file, options)
                }}
              >
                Leave the {countOf(counts.refused, 'refused row')} out
              </Button>
            )
          }
        >
          {preview.blockedBecause.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Notice>
      )}
      <NewPlaces places={preview.newPlaces} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <PillTabs label="Which rows" tabs={tabs} chosen={status} onChange={setStatus} />
        <Box sx={{ flex: 1 }} />
        <Button startIcon={<ArrowBackIcon />} onClick={() => road.backToMapping(file)}>
          Columns
        </Button>
        <ReasonedButton
          disabledBecause={stands}
          variant="contained"
          color="primary"
          onClick={() => void road.apply(file, preview)}
        >
          {counts.changed === 0 ? `Import ${countPeople(counts.new)}` : `Apply ${countOf(deeds, 'row')}`}
        </ReasonedButton>
      </Box>
      <PreviewRows key={status} importId={file.importId} status={status === 'every' ? null : status} />
    </>
  )
}
