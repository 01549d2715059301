import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import type { OperationOutput } from '../../../shared/operations/contract'
import { Notice } from '../../components/Notice'
import { PillTabs } from '../../components/PillTabs'
import { ReasonedButton } from '../../components/ReasonedButton'
import { countOf, countPeople, formatCount } from '../../words/countOf'
import { MissingPeople } from './MissingPeople'
import { NewPlaces } from './NewPlaces'
import { SameNames } from './SameNames'
import { saveResult } from './saveResult'
import { PreviewRows } from './PreviewRows'
import { statusWords, type RowStatus } from './statusWords'
import type { ImportRoad } from './useImport'

const nothingChanges = 'Nothing in this file changes the organization.'

interface PreviewStepProps {
  readonly file: OperationOutput<'import.read'>
  readonly preview: OperationOutput<'import.preview'>
  readonly road: ImportRoad
}

/** What every row of the file would do; the one button here changes the organization. */
export function PreviewStep({ file, preview, road }: PreviewStepProps) {
  const { counts } = preview
  const [status, setStatus] = useState<RowStatus | 'every' | 'questions' | 'missing'>(
    preview.questions > 0 ? 'questions' : counts.refused > 0 ? 'refused' : 'every',
  )
  const total = counts.new + counts.changed + counts.unchanged + counts.skipped + counts.refused
  const deeds = counts.new + counts.changed
  const isRemoving = road.removals === 'all' || road.removals.length > 0
  const blocks = preview.blockedBecause.filter((text) => !isRemoving || deeds > 0 || text !== nothingChanges)
  const stands = blocks[0] ?? null
  const tabs = [
    ...(preview.questions === 0 && status !== 'questions'
      ? []
      : [{ value: 'questions' as const, label: 'Who is it?', count: formatCount(preview.questions) }]),
    ...(preview.missing === 0
      ? []
      : [{ value: 'missing' as const, label: 'Not in the file', count: formatCount(preview.missing) }]),
    { value: 'every' as const, label: 'All rows', count: formatCount(total) },
    ...(Object.keys(statusWords) as RowStatus[]).map((each) => ({
      value: each,
      label: statusWords[each].label,
      count: formatCount(counts[each]),
    })),
  ]

  return (
    <>
      {blocks.length > 0 && (
        <Notice
          tone="bad"
          title="This file cannot be applied as it is."
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
          {blocks.map((text) => (
            <div key={text}>{text}</div>
          ))}
        </Notice>
      )}
      <NewPlaces places={preview.newPlaces} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <PillTabs label="Which rows" tabs={tabs} chosen={status} onChange={setStatus} />
        <Box sx={{ flex: 1 }} />
        <Button onClick={() => void saveResult(file)}>Save the result…</Button>
        <Button startIcon={<ArrowBackIcon />} onClick={() => road.backToMapping(file)}>
          Columns
        </Button>
        <ReasonedButton
          disabledBecause={stands}
          variant="contained"
          color="primary"
          onClick={() => void road.apply(file, preview)}
        >
          {counts.changed === 0 && !isRemoving
            ? `Import ${countPeople(counts.new)}`
            : `Apply ${countOf(deeds, 'row')}${isRemoving ? ' and remove' : ''}`}
        </ReasonedButton>
      </Box>
      {status === 'missing' && <MissingPeople file={file} road={road} />}
      {status === 'questions' && <SameNames file={file} preview={preview} road={road} />}
      {status !== 'missing' && status !== 'questions' && (
        <PreviewRows key={status} importId={file.importId} status={status === 'every' ? null : status} />
      )}
    </>
  )
}
