import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import TextField from '@mui/material/TextField'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { NamePicker } from '../../components/NamePicker'
import { applyOrSay } from '../../stores/applyChange'
import { useMayNot } from '../../stores/useMayNot'
import { useToastStore } from '../../stores/toastStore'
import { ReasonedButton } from '../../components/ReasonedButton'
import { countOf } from '../../words/countOf'
import type { LocationDraft } from './locationDraft'
import { StepCard } from './StepCard'

interface StartStepProps {
  readonly draft: LocationDraft
  readonly onChange: (draft: LocationDraft) => void
  readonly places: OperationOutput<'place.list'>
  readonly templates: OperationOutput<'template.list'>
}

const peopleWords = {
  none: 'Nobody: they are chosen in the next steps',
  managers: 'Those whose role manages others',
  everyone: 'Everybody who is assigned there',
} as const

/** What the new location starts from. */
export function StartStep({ draft, onChange, places, templates }: StartStepProps) {
  const mayNotKeep = useMayNot('places.editTop')
  const locations = places.filter((place) => place.kind === 'location')
  const under = places.filter((place) => place.parent === draft.copyFrom && place.kind !== 'location').length
  const show = useToastStore((store) => store.show)

  // The places of another start are not those of this one.
  const restart = (next: Partial<LocationDraft>) =>
    onChange({ ...draft, places: [], wanted: [], products: [], ...next })

  const importTemplate = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'open-setup' })
    if (!chosen.ok) return show({ text: chosen.error.message, tone: 'problem' })
    if (chosen.value.path === null) return
    await applyOrSay('template.import', { path: chosen.value.path }, 'Kept the template.')
  }
  const exportTemplate = async (key: string) => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'save-setup', suggestedName: `${key}.yaml` })
    if (!chosen.ok) return show({ text: chosen.error.message, tone: 'problem' })
    if (chosen.value.path === null) return
    const written = await bridge.call('template.export', { template: key, path: chosen.value.path, replace: true })
    show(written.ok ? { text: 'Wrote the template.', tone: 'done' } : { text: written.error.message, tone: 'problem' })
  }

  return (
    <>
      <StepCard
        title="Start from"
        text="Nothing is written before the last step, and everything can be changed on the way."
      >
        <RadioGroup
          aria-label="Start from"
          value={draft.start}
          onChange={(_, value) => restart({ start: value as LocationDraft['start'] })}
        >
          <FormControlLabel value="blank" control={<Radio />} label="Nothing: an empty location" />
          <FormControlLabel
            value="location"
            control={<Radio />}
            disabled={locations.length === 0}
            label={
              locations.length === 0 ? 'Another location: there is none yet' : 'Another location of the organization'
            }
          />
          <FormControlLabel
            value="template"
            control={<Radio />}
            disabled={templates.length === 0}
            label={templates.length === 0 ? 'A template: there is none yet' : 'A template'}
          />
        </RadioGroup>
        {draft.start === 'location' && (
          <Box sx={{ display: 'grid', gap: 3, mt: 3, maxWidth: 460 }}>
            <NamePicker
              label="Location to copy"
              isSingle
              options={locations.map((place) => ({ id: place.id, name: place.name, hint: place.id }))}
              chosen={draft.copyFrom === null ? [] : [draft.copyFrom]}
              onChange={([from]) => restart({ copyFrom: from ?? null })}
              hint={draft.copyFrom === null ? '' : `${countOf(under, 'place')} right under it`}
            />
            <TextField
              select
              label="People who are assigned here too"
              value={draft.copyPeople}
              onChange={(event) =>
                onChange({ ...draft, copyPeople: event.target.value as LocationDraft['copyPeople'] })
              }
            >
              {Object.entries(peopleWords).map(([value, words]) => (
                <MenuItem key={value} value={value}>
                  {words}
                </MenuItem>
              ))}
            </TextField>
          </Box>
        )}
        {draft.start === 'template' && (
          <Box sx={{ mt: 3, maxWidth: 460 }}>
            <NamePicker
              label="Template"
              isSingle
              options={templates.map(({ key, name }) => ({ id: key, name }))}
              chosen={draft.template === null ? [] : [draft.template]}
              onChange={([key]) => restart({ template: key ?? null })}
              hint={templates.find(({ key }) => key === draft.template)?.summary ?? ''}
            />
          </Box>
        )}
      </StepCard>
      <StepCard
        title="Templates"
        text="What a location has, kept for the next one: places, roles wanted, products. Never a person."
      >
        {templates.length === 0 && (
          <Box sx={{ color: 'dim', mb: 3 }}>
            No templates yet. The last step keeps one, and so does any location on the page Places.
          </Box>
        )}
        <Box
          component="ul"
          aria-label="Templates"
          sx={{ listStyle: 'none', m: 0, p: 0 }}
          hidden={templates.length === 0}
        >
          {templates.map(({ key, name, summary }) => (
            <Box
              component="li"
              key={key}
              sx={{
                display: 'flex',
                gap: 2,
                alignItems: 'center',
                py: 1.5,
                borderTop: '1px solid',
                borderColor: 'line',
              }}
            >
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Box sx={{ fontWeight: 600 }}>{name}</Box>
                <Box sx={{ color: 'dim' }}>{summary}</Box>
              </Box>
              <Button aria-label={`Save as file: ${name}`} onClick={() => void exportTemplate(key)}>
                Save as file…
              </Button>
              <ReasonedButton
                disabledBecause={mayNotKeep}
                aria-label={`Delete the template ${name}`}
                onClick={() => void applyOrSay('template.remove', { template: key }, `Deleted the template ${name}.`)}
              >
                Delete
              </ReasonedButton>
            </Box>
          ))}
        </Box>
        <ReasonedButton disabledBecause={mayNotKeep} onClick={() => void importTemplate()}>
          Read a template file…
        </ReasonedButton>
      </StepCard>
    </>
  )
}
