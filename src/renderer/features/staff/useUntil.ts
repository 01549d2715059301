import { useState } from 'react'
import { readInstant } from '../../../shared/domain/readInstant'
import { useOrgStore } from '../../stores/orgStore'

/** An end as a form asks for it: a bare date means the end of that day where the organization is. */
export function useUntil(): {
  readonly text: string
  readonly setText: (text: string) => void
  /** Null when the field is empty. */
  readonly untilMs: number | null
  readonly hint: string
} {
  const [text, setText] = useState('')
  const timeZone = useOrgStore((store) => store.org?.timeZone ?? 'UTC')
  return {
    text,
    setText,
    untilMs: text === '' ? null : readInstant(text, timeZone, 'end'),
    hint: `The end of that day in ${timeZone}.`,
  }
}
