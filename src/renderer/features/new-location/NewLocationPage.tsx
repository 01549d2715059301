import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { bridge } from '../../bridge'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Notice } from '../../components/Notice'
import { PageFrame } from '../../components/PageFrame'
import { ProgressDialog } from '../../components/ProgressDialog'
import { ProgressLine } from '../../components/ProgressLine'
import { ReasonedButton } from '../../components/ReasonedButton'
import { StepTrail } from '../../components/StepTrail'
import { useDebounced } from '../../components/useDebounced'
import { useMayNot } from '../../stores/useMayNot'
import { useOperation } from '../../stores/useOperation'
import { useRouteStore } from '../../stores/routeStore'
import { useToastStore } from '../../stores/toastStore'
import { useWatched } from '../../stores/useWatched'
import { DetailsStep } from './DetailsStep'
import { DoneStep } from './DoneStep'
import { GapsStep } from './GapsStep'
import { draftToSetup, type LocationDraft, stepNames } from './locationDraft'
import { leaveStart, whyNotOn } from './onTheWay'
import { PeopleStep } from './PeopleStep'
import { PlacesStep } from './PlacesStep'
import { ReviewStep } from './ReviewStep'
import { StartStep } from './StartStep'
import { useNewLocation } from './useNewLocation'

const planFrom = stepNames.indexOf('Gaps')
const last = stepNames.length - 1

/** A new location, step by step: nothing is written before the last one, and everything is applied as one. */
export function NewLocationPage() {
  const go = useRouteStore((store) => store.go)
  const mayNotEdit = useMayNot('places.edit')
  const road = useNewLocation(mayNotEdit === null)
  const { draft } = road
  const blueprint = useOperation('org.blueprint', {})
  const places = useOperation('place.list', { archived: false })
  const templates = useOperation('template.list', {})
  const ladder = useOperation('role.list', {})
  const switches = useOperation('switch.list', {})
  const isPlanned = draft !== null && draft.step >= planFrom && road.applied === null && draft.name.trim() !== ''
  const setup = useDebounced(isPlanned ? JSON.stringify(draftToSetup(draft)) : '', 60)
  const plan = useWatched('setup.plan', setup === '' ? null : { setup: JSON.parse(setup) })
  const isReady =
    draft !== null &&
    blueprint.value !== null &&
    places.value !== null &&
    templates.value !== null &&
    ladder.value !== null
  const failure = [blueprint, places, templates, ladder, plan].find((reading) => reading.failure !== null)

  const saveFile = async (current: LocationDraft) => {
    const show = useToastStore.getState().show
    const suggestedName = `${current.name
      .trim()
      .slice(0, 80)
      .replace(/[^\p{L}\p{N} .-]/gu, '')}.yaml`
    const chosen = await bridge.call('app.chooseFile', { purpose: 'save-setup', suggestedName })
    if (!chosen.ok) return show({ text: chosen.error.message, tone: 'problem' })
    if (chosen.value.path === null) return
    const saved = await bridge.call('setup.save', {
      setup: draftToSetup(current),
      path: chosen.value.path,
      replace: true,
    })
    show(saved.ok ? { text: 'Wrote the setup file.', tone: 'done' } : { text: saved.error.message, tone: 'problem' })
  }

  return (
    <PageFrame
      title="New location"
      sub={
        draft?.name.trim() === '' || draft === null ? 'Places, people and a look for gaps, applied as one' : draft.name
      }
      actions={
        <>
          {draft !== null && draft.step > 0 && road.applied === null && (
            <Button onClick={road.startOver}>Start over</Button>
          )}
          <Button onClick={() => go('places')}>Back to Places</Button>
        </>
      }
    >
      <Box sx={{ px: '22px', pt: 3.5, flex: 1, display: 'flex', flexDirection: 'column', minHeight: 0, gap: 3 }}>
        <StepTrail steps={stepNames} current={road.applied === null ? (draft?.step ?? 0) : stepNames.length} />
        {mayNotEdit !== null && (
          <Notice tone="info" title="No location can be set up here.">
            {mayNotEdit}
          </Notice>
        )}
        {failure?.failure != null && <FailureNotice failure={failure.failure} onRetry={failure.reload} />}
        {road.failure !== null && <FailureNotice failure={road.failure} />}
        {!isReady && failure === undefined && <LoadingLines lines={6} label="Reading what there is" />}
        {isReady && mayNotEdit === null && (
          <Box sx={{ overflow: 'auto', flex: 1, minHeight: 0, pb: 4 }}>
            {road.applied !== null ? (
              <DoneStep name={draft.name.trim()} applied={road.applied} onAnother={road.startOver} />
            ) : (
              <Box sx={{ display: 'grid', gap: 4, maxWidth: 1140 }}>
                {road.isResumed && (
                  <Notice tone="info" action={<Button onClick={road.startOver}>Start over</Button>}>
                    This continues where you stopped. Nothing of it is written yet.
                  </Notice>
                )}
                {draft.step === 0 && (
                  <StartStep draft={draft} onChange={road.change} places={places.value!} templates={templates.value!} />
                )}
                {draft.step === 1 && <DetailsStep draft={draft} onChange={road.change} places={places.value!} />}
                {draft.step === 2 && (
                  <PlacesStep draft={draft} onChange={road.change} kinds={blueprint.value!.placeKinds} />
                )}
                {draft.step === 3 && (
                  <PeopleStep
                    draft={draft}
                    onChange={road.change}
                    roles={ladder.value!.rungs}
                    products={(switches.value ?? []).filter((one) => one.kind === 'product')}
                  />
                )}
                {draft.step >= planFrom && plan.isLoading && (
                  <ProgressLine label="Looking at the plan" progress={plan.progress} onCancel={plan.cancel} />
                )}
                {draft.step >= planFrom && plan.value === null && plan.failure === null && (
                  <LoadingLines lines={6} label="Looking at the plan" />
                )}
                {draft.step >= planFrom && plan.value !== null && plan.value.problems.length > 0 && (
                  <Notice tone="bad" title="This cannot be applied yet" isAlert>
                    {plan.value.problems.map((problem) => (
                      <div key={`${problem.at}/${problem.text}`}>{problem.text}</div>
                    ))}
                  </Notice>
                )}
                {draft.step === planFrom && plan.value !== null && plan.value.problems.length === 0 && (
                  <GapsStep draft={draft} plan={plan.value} onChange={road.change} />
                )}
                {draft.step === last && plan.value !== null && plan.value.problems.length === 0 && (
                  <ReviewStep plan={plan.value} />
                )}
              </Box>
            )}
          </Box>
        )}
        {isReady && mayNotEdit === null && road.applied === null && (
          <Box
            sx={{
              display: 'flex',
              gap: 2,
              mx: '-22px',
              px: '22px',
              py: 3,
              borderTop: '1px solid',
              borderColor: 'line',
              bgcolor: 'paper',
            }}
          >
            {draft.step > 0 && <Button onClick={() => road.change({ ...draft, step: draft.step - 1 })}>Back</Button>}
            <Box sx={{ flex: 1 }} />
            {draft.step === last && <Button onClick={() => void saveFile(draft)}>Save as setup file…</Button>}
            {draft.step < last ? (
              <ReasonedButton
                disabledBecause={whyNotOn(draft)}
                variant="contained"
                color="primary"
                onClick={() => road.change(leaveStart(draft, places.value!, templates.value!))}
              >
                Next: {stepNames[draft.step + 1]}
              </ReasonedButton>
            ) : (
              <ReasonedButton
                disabledBecause={whyNotApply(plan.value, plan.isLoading)}
                variant="contained"
                color="primary"
                onClick={() => void road.apply(draft)}
              >
                Apply
              </ReasonedButton>
            )}
          </Box>
        )}
      </Box>
      {road.isApplying && <ProgressDialog title="Setting the location up" progress={null} />}
    </PageFrame>
  )
}

function whyNotApply(plan: ReturnType<typeof useOperation<'setup.plan'>>['value'], isLoading: boolean): string | null {
  if (plan === null || isLoading) return 'The plan is being looked at.'
  if (plan.problems.length > 0) return 'Something in this setup cannot be used yet.'
  if (plan.refusedBecause.length > 0) return plan.refusedBecause[0]?.text ?? 'This would be refused.'
  if (plan.counts.add + plan.counts.change === 0) return 'Everything is there already.'
  return null
}
