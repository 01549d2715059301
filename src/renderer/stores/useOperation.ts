import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../shared/domain/result'
import type { OperationCall, OperationName, OperationOutput } from '../../shared/operations/contract'
import { bridge } from '../bridge'
import { useOrgStore } from './orgStore'

export interface Reading<Value> {
  /** The newest answer; an older one stays on the screen while the next is on its way. */
  readonly value: Value | null
  readonly failure: Failure | null
  readonly isLoading: boolean
  reload(): void
}

/**
 * Reads from main and reads again whenever the organization moves on. `input` null asks nothing yet.
 * Answers that arrive out of order are dropped.
 */
export function useOperation<Name extends OperationName>(
  name: Name,
  input: OperationCall<Name> | null,
): Reading<OperationOutput<Name>> {
  const news = useOrgStore((store) => store.news)
  const [again, setAgain] = useState(0)
  const [answer, setAnswer] = useState<{ key: string; value: OperationOutput<Name> | null; failure: Failure | null }>({
    key: '',
    value: null,
    failure: null,
  })
  const question = input === null ? null : JSON.stringify(input)
  const key = `${news}/${again}/${question ?? ''}`

  useEffect(() => {
    if (question === null) {
      setAnswer({ key, value: null, failure: null })
      return
    }
    let isCurrent = true
    void bridge.call(name, JSON.parse(question) as OperationCall<Name>).then((result) => {
      if (!isCurrent) return
      if (result.ok) setAnswer({ key, value: result.value as OperationOutput<Name>, failure: null })
      else setAnswer({ key, value: null, failure: result.error })
    })
    return () => {
      isCurrent = false
    }
  }, [name, question, key])

  const reload = useCallback(() => setAgain((count) => count + 1), [])
  return { value: answer.value, failure: answer.failure, isLoading: answer.key !== key, reload }
}
