import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/domain/result'
import type { OperationOutput } from '../../../shared/operations/contract'
import { bridge } from '../../bridge'
import { applyChange } from '../../stores/applyChange'
import { useToastStore } from '../../stores/toastStore'
import { draftToSetup, emptyDraft, type LocationDraft, readDraft } from './locationDraft'

const saveAfterMs = 300

type Applied = OperationOutput<'setup.apply'>

/**
 * A new location on its way from the first step to one change. What is put together is kept in the org file, so that
 * closing the window loses nothing; nothing else is written before `apply`.
 */
export function useNewLocation(canSave: boolean) {
  const [draft, setDraft] = useState<LocationDraft | null>(null)
  const [isResumed, setResumed] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isApplying, setApplying] = useState(false)
  const [applied, setApplied] = useState<Applied | null>(null)
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; draft: LocationDraft | null } | null>(null)

  useEffect(() => {
    let isHere = true
    void bridge.call('setup.readDraft', {}).then((answer) => {
      if (!isHere) return
      const found = answer.ok ? readDraft(answer.value.draft) : null
      setDraft(found ?? emptyDraft)
      setResumed(found !== null && found.name !== '')
    })
    return () => {
      isHere = false
      if (waiting.current !== null) void save(waiting.current.draft)
    }
  }, [])

  async function save(next: LocationDraft | null) {
    if (waiting.current !== null) clearTimeout(waiting.current.timer)
    waiting.current = null
    const answer = await bridge.call('setup.saveDraft', {
      draft: next === null ? null : JSON.parse(JSON.stringify(next)),
    })
    if (!answer.ok) {
      useToastStore.getState().show({ text: `This is not kept: ${answer.error.message}`, tone: 'problem' })
    }
  }

  function saveSoon(next: LocationDraft | null) {
    if (!canSave) return
    if (waiting.current !== null) clearTimeout(waiting.current.timer)
    waiting.current = { draft: next, timer: setTimeout(() => void save(next), saveAfterMs) }
  }

  const change = (next: LocationDraft) => {
    setFailure(null)
    setDraft(next)
    saveSoon(next)
  }

  const startOver = () => {
    setFailure(null)
    setApplied(null)
    setResumed(false)
    setDraft(emptyDraft)
    saveSoon(null)
  }

  const apply = async (current: LocationDraft) => {
    setApplying(true)
    const answer = await applyChange(
      'setup.apply',
      { setup: draftToSetup(current) },
      `${current.name.trim()} is set up.`,
    )
    setApplying(false)
    if (!answer.ok) return setFailure(answer.error)
    await save(null)
    setApplied(answer.value)
  }

  return { draft, isResumed, failure, isApplying, applied, change, startOver, apply }
}

export type NewLocation = ReturnType<typeof useNewLocation>
