import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { MessageDialog } from '../../components/MessageDialog'
import type { Failure } from '../../../shared/domain/result'
import { bridge } from '../../bridge'
import { applyChange } from '../../stores/applyChange'
import { useOperation } from '../../stores/useOperation'
import { countOf } from '../../words/countOf'

/** A newer version of the blueprint, which this Rolecall brings or a file holds: what it adds, before it is taken. */
export function NewerVersionDialog({
  blueprint,
  onClose,
}: {
  readonly blueprint: string
  readonly onClose: () => void
}) {
  const [path, setPath] = useState<string | null>(null)
  const [failed, setFailed] = useState<Failure | null>(null)
  const source = path === null ? {} : { path }
  const { value, failure } = useOperation('blueprint.findUpdate', source)
  const problem = failed ?? failure

  const choose = async () => {
    setFailed(null)
    const chosen = await bridge.call('app.chooseFile', { purpose: 'blueprint' })
    if (!chosen.ok) setFailed(chosen.error)
    else if (chosen.value.path !== null) setPath(chosen.value.path)
  }
  const update = async (version: number) => {
    const answer = await applyChange('blueprint.update', source, `${blueprint} is at version ${version} now.`)
    if (answer.ok) onClose()
    else setFailed(answer.error)
  }

  return (
    <MessageDialog
      title={`Newer version of ${blueprint}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void choose()}>Choose a file…</Button>
          {value !== null && value.version !== null && (
            <Button onClick={() => void update(value.version!)}>Update to version {value.version}</Button>
          )}
        </>
      }
      text={
        <Box sx={{ display: 'grid', gap: 3 }}>
          {value === null && failure === null && <LoadingLines lines={2} label="Looking for a newer version" />}
          {value !== null && <div>{tell(value, path)}</div>}
          {value !== null && value.adds.length > 0 && (
            <Box component="ul" aria-label="New permissions" sx={{ m: 0, pl: 5 }}>
              {value.adds.map((added) => (
                <li key={added.permission}>
                  <b>{added.name}</b>: {added.summary}
                </li>
              ))}
            </Box>
          )}
          {problem !== null && <FailureNotice failure={problem} />}
        </Box>
      }
    />
  )
}

function tell(
  { now, version, adds }: { now: number; version: number | null; adds: readonly unknown[] },
  path: string | null,
): string {
  if (version === null) {
    return path === null
      ? `Version ${now} is in force, and this Rolecall brings no newer one. A newer one may come as a file.`
      : `Version ${now} is in force, and what the file holds is not newer.`
  }
  if (adds.length === 0) return `Version ${version} words things better than version ${now} and adds no permission.`
  return `Version ${version} adds ${countOf(adds.length, 'permission')} to version ${now}. Nobody has what is new until you decide, but for locked roles; nothing that is decided now changes.`
}
