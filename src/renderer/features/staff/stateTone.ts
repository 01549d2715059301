import type { StaffState } from '../../../shared/domain/staff'

const tones = { active: 'ok', invited: 'warn', removed: 'quiet', purged: 'quiet' } as const

export function stateTone(state: StaffState): (typeof tones)[StaffState] {
  return tones[state]
}
