import type { SystemStyleObject } from '@mui/system'
import type { Theme } from '@mui/material/styles'

/** The look of small round buttons: filters, tabs of a list, switches of a view. */
export function pillLook(isOn: boolean): SystemStyleObject<Theme> {
  return {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 1,
    height: 26,
    px: '10px',
    borderRadius: '13px',
    border: '1px solid',
    borderColor: isOn ? 'transparent' : 'line',
    bgcolor: isOn ? 'brandWeak' : 'paper',
    color: isOn ? 'brand' : 'dim',
    fontSize: 12,
    fontWeight: isOn ? 600 : 400,
    fontFamily: 'inherit',
    whiteSpace: 'nowrap',
    '&:hover': { borderColor: 'strongLine' },
  }
}
