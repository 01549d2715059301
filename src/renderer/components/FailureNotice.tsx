import Button from '@mui/material/Button'
import type { SxProps, Theme } from '@mui/material/styles'
import { HelpSlot } from './HelpSlot'
import { Notice } from './Notice'

interface FailureNoticeProps {
  readonly failure: {
    readonly code?: string
    readonly message: string
    readonly at?: string
    readonly because?: readonly { readonly text: string }[]
  }
  readonly onRetry?: () => void
  readonly sx?: SxProps<Theme>
}

/** Answers that somebody else could turn into a yes. */
const refusals: ReadonlySet<string> = new Set(['refused', 'not-allowed', 'ladder'])

/** What went wrong, where and why, in the sentences that main wrote. */
export function FailureNotice({ failure, onRetry, sx }: FailureNoticeProps) {
  const reasons = (failure.because ?? []).filter((reason) => reason.text !== failure.message)
  return (
    <Notice
      tone="bad"
      isAlert
      title={failure.message}
      {...(sx === undefined ? {} : { sx })}
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>Try again</Button>}
    >
      {failure.at !== undefined && !failure.message.includes(failure.at) && <div>Where: {failure.at}</div>}
      {reasons.map((reason) => (
        <div key={reason.text}>{reason.text}</div>
      ))}
      {refusals.has(failure.code ?? '') && <HelpSlot />}
    </Notice>
  )
}
