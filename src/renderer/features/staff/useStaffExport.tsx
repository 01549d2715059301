import { bridge } from '../../bridge'
import { ProgressDialog } from '../../components/ProgressDialog'
import { useToastStore } from '../../stores/toastStore'
import { useJob } from '../../stores/useJob'
import { countPeople } from '../../words/countOf'
import { copyText } from '../../words/copyText'
import type { SomePeople } from './BulkDialog'
import type { StaffColumn } from './staffQuery'

/** People as lines for the clipboard or as a CSV file, with the columns that are shown. `progress` has to be drawn. */
export function useStaffExport(who: SomePeople, columns: readonly StaffColumn[]) {
  const { job, start, end, cancel } = useJob()
  const say = (text: string, isDone: boolean) =>
    useToastStore.getState().show({ text, tone: isDone ? 'done' : 'problem' })

  const copy = async () => {
    const answer = await bridge.call('staff.copyTable', { who, columns: [...columns] })
    if (!answer.ok) return say(answer.error.message, false)
    const isCopied = await copyText(answer.value.text)
    say(isCopied ? `Copied ${countPeople(answer.value.people)}.` : 'The desktop did not allow copying.', isCopied)
  }
  const save = async () => {
    const chosen = await bridge.call('app.chooseFile', { purpose: 'save-result', suggestedName: 'people.csv' })
    if (!chosen.ok) return say(chosen.error.message, false)
    if (chosen.value.path === null) return
    // The system's dialog has asked already whether a file of that name may be replaced.
    const target = { path: chosen.value.path, replace: true, job: start() }
    const answer = await bridge.call('staff.export', { who, columns: [...columns], ...target })
    end()
    if (answer.ok) say(`Wrote ${countPeople(answer.value.people)} to ${answer.value.path}.`, true)
    else say(answer.error.message, answer.error.code === 'cancelled')
  }
  const progress = job?.progress != null && (
    <ProgressDialog title="Writing people" progress={job.progress} onCancel={cancel} cancelHint="No file is left." />
  )
  return { copy, save, progress }
}
