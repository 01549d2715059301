import { useAnswered } from './useAnswered'
import type { Reading } from './useOperation'

/**
 * Whether what was found answers what stands in the field now, and not what stood there a few keys ago. `asked` is what
 * main was asked, which comes a moment after the keys. What answers another question is not offered: a press that began
 * on one name would end on the next.
 */
export function useIsAnswered(wanted: string, asked: string, found: Reading<unknown>): boolean {
  const answered = useAnswered(asked, found.isLoading)
  return answered === wanted && (found.value !== null || found.failure !== null)
}
