import { signatureChecker as checkerOf } from '../../src/main/org/keys/ed25519'

export * from '../../src/main/org/keys/ed25519'

type Checker = NonNullable<ReturnType<typeof checkerOf>>
const checkers = new Map<string, Checker | null>()

/**
 * What stands in for `signatureChecker` in a simulation: each signature is checked once in a process, though every console
 * asks for itself. Whether a signature is good depends on nothing else, so that nothing is judged otherwise.
 */
export function signatureChecker(publicKey: string): Checker | null {
  const known = checkers.get(publicKey)
  if (known !== undefined) return known
  const truly = checkerOf(publicKey)
  const checked = new Map<string, boolean>()
  const checker: Checker | null =
    truly === null
      ? null
      : (message, signature) => {
          const asked = `${message} ${Buffer.from(signature).toString('base64')}`
          let isGood = checked.get(asked)
          if (isGood === undefined) {
            if (checked.size > 5000) checked.clear()
            isGood = truly(message, signature)
            checked.set(asked, isGood)
          }
          return isGood
        }
  if (checkers.size > 1000) checkers.clear()
  checkers.set(publicKey, checker)
  return checker
}
