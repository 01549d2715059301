import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Notice } from '../../components/Notice'
import { useDraftStore } from '../../stores/draftStore'
import type { Impact } from './useImpact'

interface DependencyPromptsProps {
  readonly edit: Impact['edits'][number]
  readonly roleName: string
  readonly nameOf: (permission: string) => string
  /** Left out where nothing more is staged: in the review. */
  readonly onTurnOn?: (key: string) => void
}

/** Turning one on offers what it needs; turning one off names what stops working. */
export function DependencyPrompts({ edit, roleName, nameOf, onTurnOn }: DependencyPromptsProps) {
  const stageMany = useDraftStore((store) => store.stageMany)
  const missing = edit.needs.flatMap((need) => (need.edit === null ? [] : [need.edit]))
  return (
    <>
      {edit.needs.length > 0 && (
        <Notice tone="warn" title="Needs something else" sx={{ mt: 1.5 }}>
          {edit.needs.map((need) => (
            <div key={need.text}>{need.text}</div>
          ))}
          {onTurnOn !== undefined && (
            <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mt: 1.5 }}>
              {missing.length > 0 && (
                <Button size="small" onClick={() => stageMany(missing)}>
                  {missing.length === 1
                    ? `Give ${roleName} ${nameOf(missing[0]!.permission)} too`
                    : `Give ${roleName} these ${missing.length} too`}
                </Button>
              )}
              {edit.needs.flatMap((need) =>
                need.switch === null
                  ? []
                  : [
                      <Button key={need.switch.key} size="small" onClick={() => onTurnOn(need.switch!.key)}>
                        Turn on {need.switch.name}…
                      </Button>,
                    ],
              )}
            </Box>
          )}
        </Notice>
      )}
      {edit.stops.length > 0 && (
        <Notice tone="warn" title="Stops working" sx={{ mt: 1.5 }}>
          {edit.stops.map((stop) => (
            <div key={stop.permission}>{stop.text}</div>
          ))}
        </Notice>
      )}
    </>
  )
}
