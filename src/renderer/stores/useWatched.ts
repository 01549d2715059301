import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../shared/domain/result'
import type { DeskEvents, OperationCall, OperationName, OperationOutput } from '../../shared/operations/contract'
import { bridge } from '../bridge'
import { useOrgStore } from './orgStore'
import type { Reading } from './useOperation'

export interface WatchedReading<Value> extends Reading<Value> {
  /** How far the question on its way is; null until main says something. */
  readonly progress: DeskEvents['job.progress'] | null
  /** Stops the question on its way; the failure then says so. */
  cancel(): void
}

type Watchable = { [Name in OperationName]: 'job' extends keyof OperationCall<Name> ? Name : never }[OperationName]

/**
 * As useOperation, for questions that may take long: they can be followed and stopped, and one that is no longer wanted
 * is stopped by the next.
 */
export function useWatched<Name extends Watchable>(
  name: Name,
  input: Omit<OperationCall<Name>, 'job'> | null,
): WatchedReading<OperationOutput<Name>> {
  const news = useOrgStore((store) => store.news)
  const [again, setAgain] = useState(0)
  const [progress, setProgress] = useState<DeskEvents['job.progress'] | null>(null)
  const [answer, setAnswer] = useState<{ key: string; value: OperationOutput<Name> | null; failure: Failure | null }>({
    key: '',
    value: null,
    failure: null,
  })
  const running = useRef<string | null>(null)
  const question = input === null ? null : JSON.stringify(input)
  const key = `${news}/${again}/${question ?? ''}`

  useEffect(() => {
    setProgress(null)
    if (question === null) {
      setAnswer({ key, value: null, failure: null })
      return
    }
    const job = crypto.randomUUID()
    let isCurrent = true
    running.current = job
    const forget = bridge.on('job.progress', (said) => {
      // News and answers come on ways of their own: the last news may be heard after the answer.
      if (said.job === job && running.current === job) setProgress(said)
    })
    void bridge.call(name, { ...JSON.parse(question), job } as OperationCall<Name>).then((result) => {
      if (!isCurrent) return
      running.current = null
      setProgress(null)
      if (result.ok) setAnswer({ key, value: result.value as OperationOutput<Name>, failure: null })
      else setAnswer({ key, value: null, failure: result.error })
    })
    return () => {
      isCurrent = false
      forget()
      if (running.current === job) void bridge.call('job.cancel', { job })
    }
  }, [name, question, key])

  const reload = useCallback(() => setAgain((count) => count + 1), [])
  const cancel = useCallback(() => {
    if (running.current !== null) void bridge.call('job.cancel', { job: running.current })
  }, [])
  return { value: answer.value, failure: answer.failure, isLoading: answer.key !== key, reload, progress, cancel }
}
