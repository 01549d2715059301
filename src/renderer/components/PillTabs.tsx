import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useRef } from 'react'
import { pillLook } from './pillLook'

interface PillTabsProps<Value extends string> {
  readonly label: string
  readonly tabs: readonly { readonly value: Value; readonly label: string; readonly count?: string | undefined }[]
  readonly chosen: Value
  readonly onChange: (value: Value) => void
}

/** One of a few lists. Arrow keys go along, as in every tab list. */
export function PillTabs<Value extends string>({ label, tabs, chosen, onChange }: PillTabsProps<Value>) {
  const list = useRef<HTMLDivElement>(null)
  const step = (from: number, by: number) => {
    const next = (from + by + tabs.length) % tabs.length
    onChange(tabs[next]!.value)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }
  return (
    <Box ref={list} role="tablist" aria-label={label} sx={{ display: 'flex', gap: 1.5 }}>
      {tabs.map((tab, index) => (
        <ButtonBase
          key={tab.value}
          role="tab"
          aria-selected={tab.value === chosen}
          tabIndex={tab.value === chosen ? 0 : -1}
          onClick={() => onChange(tab.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') step(index, 1)
            if (event.key === 'ArrowLeft') step(index, -1)
          }}
          sx={pillLook(tab.value === chosen)}
        >
          {tab.label}
          {tab.count !== undefined && (
            <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {tab.count}
            </Box>
          )}
        </ButtonBase>
      ))}
    </Box>
  )
}
