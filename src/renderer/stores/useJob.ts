import { useCallback, useEffect, useState } from 'react'
import type { DeskEvents } from '../../shared/operations/contract'
import { bridge } from '../bridge'

export interface Job {
  readonly id: string
  /** Null until main says something. */
  readonly progress: DeskEvents['job.progress'] | null
}

/** Follows one long-running operation at a time: start it with the id, show its progress, cancel it. */
export function useJob(): { job: Job | null; start: () => string; end: () => void; cancel: () => void } {
  const [job, setJob] = useState<Job | null>(null)
  const id = job?.id ?? null

  useEffect(() => {
    if (id === null) return
    return bridge.on('job.progress', (progress) => {
      // News and answers come on ways of their own: the last news may be heard after the job has ended.
      if (progress.job === id) setJob((running) => (running?.id === id ? { id, progress } : running))
    })
  }, [id])

  const start = useCallback(() => {
    const next = crypto.randomUUID()
    setJob({ id: next, progress: null })
    return next
  }, [])
  const end = useCallback(() => setJob(null), [])
  const cancel = useCallback(() => {
    if (id !== null) void bridge.call('job.cancel', { job: id })
  }, [id])
  return { job, start, end, cancel }
}
