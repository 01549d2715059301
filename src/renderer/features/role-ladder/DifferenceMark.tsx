import AddIcon from '@mui/icons-material/Add'
import EqualIcon from '@mui/icons-material/DragHandle'
import RemoveIcon from '@mui/icons-material/Remove'
import SwapIcon from '@mui/icons-material/SwapHoriz'

const looks = {
  gain: { icon: AddIcon, color: 'ok' },
  loss: { icon: RemoveIcon, color: 'bad' },
  other: { icon: SwapIcon, color: 'warn' },
  same: { icon: EqualIcon, color: 'faint' },
} as const

export type Difference = keyof typeof looks

/** How two sides differ, as an icon that says it in words. */
export function DifferenceMark({ kind, words }: { readonly kind: Difference; readonly words: string }) {
  const { icon: Icon, color } = looks[kind]
  return <Icon titleAccess={words} sx={{ fontSize: 14, color, verticalAlign: 'middle' }} />
}
