import { useState } from 'react'

/** What was asked when the answer on the screen came: while the next answer is on its way, the question before. */
export function useAnswered<Asked>(asked: Asked, isLoading: boolean): Asked {
  const [answered, setAnswered] = useState(asked)
  if (isLoading || answered === asked) return answered
  setAnswered(asked)
  return asked
}
