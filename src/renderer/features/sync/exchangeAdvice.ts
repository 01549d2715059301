const isKept = 'Nothing is lost meanwhile: what is pending here goes with the next exchange.'

/** What there is to say of a failed exchange once main has said what is wrong and what to do about it. */
const adviceByCode: Readonly<Record<string, string>> = {
  'place-not-found': isKept,
  'place-emptied': `Nothing was written there. ${isKept}`,
  'wrong-place': 'Ask for the file again, as it was written there.',
  'cannot-write': isKept,
  'disk-full': 'What was exchanged so far stays.',
  'no-connection': isKept,
  'not-admitted': isKept,
  'bad-url': 'Correct the address under “Where to meet…”.',
  'newer-version': isKept,
  halted: 'Nothing was overwritten. Compare with another console before anything else is done here.',
  cancelled: 'Exchange again to go on from there.',
}

export function exchangeAdvice(code: string): string {
  return adviceByCode[code] ?? 'Exchange again in a moment.'
}
