import { unzipSync } from 'fflate'
import { failed } from '../../src/shared/domain/result'
import { allHave } from '../../src/main/sync/mail/allHave'
import { mailTransport } from '../../src/main/sync/mail/mailTransport'
import { zipFilesOf } from '../../src/main/sync/mail/zipFiles'
import type { Transport, TransportFailure } from '../../src/main/sync/Transport'
import type { Chance } from './chance'
import type { Place, Weather } from './memoryPlace'

/**
 * The file for mail itself, as bytes that somebody carries from desk to desk: late, twice, to whomever, half of it, an old
 * one behind newer ones, or never. In the end one file goes round.
 */
export function mailPlace(orgId: string, weather: Weather, chance: Chance): Place {
  const letters: Uint8Array[] = []
  let round: Uint8Array | null = null
  let isGoingRound = false

  function open(packed: Uint8Array | null) {
    return zipFilesOf(
      'letter.zip',
      packed,
      () => Promise.resolve(true),
      (bytes) => {
        if (isGoingRound) round = bytes
        else if (!chance.isHit(weather.lost)) letters.push(bytes)
        return Promise.resolve()
      },
    )
  }

  /** What somebody has at hand: a letter of anybody to anybody, or none yet. */
  function atHand(): Uint8Array | null {
    if (isGoingRound) return round
    if (letters.length === 0 || chance.isHit(0.4)) return null
    const letter = chance.isHit(0.5) ? letters.at(-1)! : chance.pick(letters)
    return chance.isHit(weather.half) ? letter.subarray(0, chance.below(letter.length)) : letter
  }

  const never = () => {
    throw new Error('Nobody else has a hand in this mail.')
  }

  return {
    seenBy: (_reader, _marks, org) => {
      const files = open(atHand())
      return files.ok ? mailTransport(files.value, orgId, allHave(org)) : unreadable(files.error.message)
    },
    clear: () => (isGoingRound = true),
    lastN: never,
    showRivals: () => true,
    drop: never,
    dropEntry: never,
    dropPersonal: never,
    waiting: () => [],
    isForked: () => false,
    backUp: never,
    goBack: never,
    heldOf: (staffId) =>
      round !== null &&
      Object.entries(unzipSync(round)).some(
        ([path, bytes]) => path.includes('/personal/') && Buffer.from(bytes).includes(staffId),
      ),
  }
}

/** A file of which nothing can be read is opened for nothing else. */
function unreadable(message: string): Transport {
  const end = () => Promise.resolve(failed<TransportFailure>('wrong-place', message))
  return { kind: 'mail', address: 'letter.zip', keepsLine: 'console', readLine: end } as unknown as Transport
}
