import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import type { OperationCall, OperationOutput } from '../../../shared/operations/contract'

type Preview = OperationOutput<'inbox.preview'>
type Offered = Preview['values'][number]
type Instead = NonNullable<OperationCall<'inbox.preview'>['instead']>

/** What counts: what its author wanted, what they saw before, what is so now, or another value. */
export type ChosenValue =
  | { readonly whose: 'wanted' | 'now' }
  | { readonly whose: 'before'; readonly instead: Instead }
  /** `instead` null: nothing is chosen or typed yet. */
  | { readonly whose: 'other'; readonly text: string; readonly instead: Instead | null }

/** How to ask main for a value; null: as its author wanted. */
export function insteadOf(value: ChosenValue): Instead | null {
  return 'instead' in value ? value.instead : null
}

interface ValueChoiceProps {
  readonly author: string
  readonly values: readonly Offered[]
  readonly typed: Preview['typed']
  readonly chosen: ChosenValue
  readonly onChoose: (value: ChosenValue) => void
}

const typedWords = { name: 'Another name', email: 'Another e-mail' } as const

/** Mine, theirs, before, or another value: what cannot be had says why. */
export function ValueChoice({ author, values, typed, chosen, onChoose }: ValueChoiceProps) {
  const others = values.filter(({ whose }) => whose === 'other')
  const choose = (whose: string) => {
    const found = values.find((one) => one.whose === whose)
    if (whose === 'before' && found?.instead != null) onChoose({ whose, instead: found.instead })
    else if (whose === 'wanted' || whose === 'now') onChoose({ whose })
    else if (whose === 'other') onChoose({ whose, text: '', instead: null })
  }
  const take = (text: string) => {
    const instead =
      typed === null ? (others.find((one) => one.text === text)?.instead ?? null) : typedInstead(typed, text)
    onChoose({ whose: 'other', text, instead })
  }
  return (
    <Box>
      <Box id="value-choice" sx={{ color: 'dim' }}>
        Which value counts
      </Box>
      <RadioGroup aria-labelledby="value-choice" value={chosen.whose} onChange={(_event, whose) => choose(whose)}>
        {values
          .filter(({ whose }) => whose !== 'other')
          .map((one) => (
            <FormControlLabel
              key={one.whose}
              value={one.whose}
              control={<Radio size="small" />}
              disabled={one.because !== ''}
              label={
                <>
                  <b>{one.text}</b>{' '}
                  <Box component="span" sx={{ color: 'dim' }}>
                    {wordsOf(one, author)}
                  </Box>
                </>
              }
            />
          ))}
        {(others.length > 0 || typed !== null) && (
          <FormControlLabel
            value="other"
            control={<Radio size="small" />}
            label={typed === null ? 'Another value' : typedWords[typed]}
          />
        )}
      </RadioGroup>
      {chosen.whose === 'other' && (
        <TextField
          size="small"
          fullWidth
          select={typed === null}
          label={typed === null ? 'Value' : typedWords[typed]}
          value={chosen.text}
          autoFocus
          onChange={(event) => take(event.target.value)}
          sx={{ mt: 2, ml: 7, width: 'auto', display: 'flex' }}
        >
          {others.map(({ text, because }) => (
            <MenuItem key={text} value={text} disabled={because !== ''} sx={{ display: 'block', whiteSpace: 'normal' }}>
              {text}
              {because !== '' && <Box sx={{ fontSize: 12, color: 'dim' }}>{because}</Box>}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Box>
  )
}

function typedInstead(field: 'name' | 'email', text: string): Instead | null {
  const value = text.trim()
  return value === '' ? null : { [field]: value }
}

function wordsOf({ whose, because }: Offered, author: string): string {
  if (because !== '') return `· ${because}`
  if (whose === 'wanted') return `· as ${author} wanted`
  return whose === 'before' ? '· as it was before' : '· as it is now: nothing changes'
}
