import { useEffect, useState } from 'react'

/** Longer than main takes for a question, and shorter than what feels like waiting. */
const lateMs = 150

/** Whether something has been waited for so long that the screen should say so. */
export function useLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setTimeout(() => setLate(true), lateMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [isWaiting])
  return isWaiting && isLate
}
