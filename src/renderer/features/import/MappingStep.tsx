import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { OperationOutput } from '../../../shared/operations/contract'
import { NamePicker } from '../../components/NamePicker'
import { Notice } from '../../components/Notice'
import { ReasonedButton } from '../../components/ReasonedButton'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'
import { fieldWords, mappingHints, mappingProblems, remap, withMorePlaces } from './mappingProblems'
import type { ImportRoad } from './useImport'

interface MappingStepProps {
  readonly file: OperationOutput<'import.read'>
  readonly road: ImportRoad
}

/** Which column holds what, with samples beside it, and what to do with new people and places. */
export function MappingStep({ file, road }: MappingStepProps) {
  const { mapping, setMapping, options, setOptions } = road
  const ladder = useOperation('role.list', {})
  const problems = mappingProblems(mapping)
  const hints = mappingHints(mapping, options.role)

  return (
    <Box
      sx={{
        overflow: 'auto',
        pb: 6,
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1.6fr) minmax(260px, 1fr)',
        gap: 6,
        alignItems: 'start',
        maxWidth: 1100,
      }}
    >
      <Box
        component="section"
        aria-labelledby="columns-title"
        sx={{ bgcolor: 'paper', border: '1px solid', borderColor: 'line', borderRadius: '12px', p: 4 }}
      >
        <Typography variant="h2" id="columns-title">
          Columns
        </Typography>
        <Box sx={{ color: 'dim', mb: 4 }}>
          {countOf(file.rows, 'row')}, {countOf(file.columns.length, 'column')} ·{' '}
          {file.sheet === null
            ? `${file.encoding}, divided by ${wordOfDelimiter(file.delimiter)}`
            : `sheet “${file.sheet}”`}
          {file.knownExport !== null && ` · an export of ${file.knownExport}`}
        </Box>
        {file.isRemembered && (
          <Notice tone="info" sx={{ mb: 4 }}>
            Matched as you did last time for a file with these columns.
          </Notice>
        )}
        {file.sheets.length > 1 && file.sheet !== null && (
          <TextField
            select
            label="Sheet"
            value={file.sheet}
            onChange={(event) => void road.chooseSheet(event.target.value)}
            sx={{ mb: 4, minWidth: 260 }}
          >
            {file.sheets.map((sheet) => (
              <MenuItem key={sheet} value={sheet}>
                {sheet}
              </MenuItem>
            ))}
          </TextField>
        )}
        <Box sx={{ display: 'grid', gap: 3.5 }}>
          {fieldWords.map(({ field, label, hint }) => {
            const column = mapping[field]
            const samples = column === undefined ? [] : (file.columns[column]?.samples ?? [])
            return (
              <Box
                key={field}
                sx={{
                  display: 'grid',
                  gridTemplateColumns: 'minmax(200px, 260px) minmax(0, 1fr)',
                  gap: 4,
                  alignItems: 'center',
                }}
              >
                <TextField
                  select
                  label={label}
                  value={column === undefined ? '' : String(column)}
                  onChange={(event) =>
                    setMapping(remap(mapping, field, event.target.value === '' ? null : Number(event.target.value)))
                  }
                  slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
                >
                  <MenuItem value="">Not in this file</MenuItem>
                  {file.columns.map((each, index) => (
                    <MenuItem key={index} value={String(index)}>
                      {each.header === '' ? `Column ${index + 1}` : each.header}
                    </MenuItem>
                  ))}
                </TextField>
                <Box
                  sx={{
                    color: 'dim',
                    fontSize: 12,
                    minWidth: 0,
                    overflow: 'hidden',
                    textOverflow: 'ellipsis',
                    whiteSpace: 'nowrap',
                  }}
                >
                  {samples.length > 0 ? samples.slice(0, 3).join(' · ') : hint}
                </Box>
              </Box>
            )
          })}
          {mapping.places !== undefined && (
            <NamePicker
              label="Further columns of places (optional)"
              options={file.columns.map((each, index) => ({ id: String(index), name: each.header }))}
              chosen={(mapping.morePlaces ?? []).map(String)}
              onChange={(chosen) => setMapping(withMorePlaces(mapping, chosen.map(Number)))}
              hint="New places of a column get the kind that it is named after."
            />
          )}
        </Box>
      </Box>
      <Box
        component="section"
        aria-labelledby="options-title"
        sx={{
          bgcolor: 'paper',
          border: '1px solid',
          borderColor: 'line',
          borderRadius: '12px',
          p: 4,
          display: 'grid',
          gap: 2,
        }}
      >
        <Typography variant="h2" id="options-title">
          New people and places
        </Typography>
        <TextField
          select
          label="Role without one in the file"
          value={options.role ?? ''}
          onChange={(event) => setOptions({ ...options, role: event.target.value === '' ? null : event.target.value })}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          sx={{ mt: 2 }}
        >
          <MenuItem value="">The lowest role</MenuItem>
          {(ladder.value?.rungs ?? [])
            .filter((rung) => !rung.singleton)
            .map((rung) => (
              <MenuItem key={rung.key} value={rung.key}>
                {rung.name}
              </MenuItem>
            ))}
        </TextField>
        <Option
          label="New people are active at once"
          isOn={options.active}
          onChange={(active) => setOptions({ ...options, active })}
        />
        <Option
          label="Add places the file names and nobody knows"
          isOn={options.createPlaces}
          onChange={(createPlaces) => setOptions({ ...options, createPlaces })}
        />
        <Option
          label="Leave refused rows out and import the rest"
          isOn={options.skipRefused}
          onChange={(skipRefused) => setOptions({ ...options, skipRefused })}
        />
        <Box role="status" sx={{ color: 'warn' }}>
          {[...problems, ...hints].map((problem) => (
            <div key={problem}>{problem}</div>
          ))}
        </Box>
        <Box sx={{ display: 'flex', gap: 2, mt: 2 }}>
          <Button onClick={road.restart}>Another file</Button>
          <ReasonedButton
            disabledBecause={problems[0] ?? null}
            variant="contained"
            color="primary"
            onClick={() => void road.preview(file)}
            sx={{ ml: 'auto' }}
          >
            Preview every row
          </ReasonedButton>
        </Box>
      </Box>
    </Box>
  )
}

function Option({
  label,
  isOn,
  onChange,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}) {
  return (
    <FormControlLabel
      control={<Checkbox checked={isOn} onChange={(event) => onChange(event.target.checked)} />}
      label={label}
    />
  )
}

function wordOfDelimiter(delimiter: string): string {
  const words: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }
  return words[delimiter] ?? `“${delimiter}”`
}
