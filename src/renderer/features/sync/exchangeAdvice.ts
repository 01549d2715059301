/** What to do about a failed exchange, after main has said what is wrong. */
const adviceByCode: Readonly<Record<string, string>> = {
  'place-not-found': 'Connect the share or the stick, or choose another place. Nothing is lost meanwhile.',
  'wrong-place': 'Choose the folder or the hub that the other consoles of this organization use.',
  'cannot-write': 'Ask whoever runs the share for leave to write there, then exchange again.',
  'disk-full': 'Make room there, then exchange again. What was exchanged so far stays.',
  'no-connection': 'Look at the network and the address. Your changes wait here and go with the next exchange.',
  'not-admitted':
    'Ask whoever runs the hub to admit this console (rolecall hub admit), and enter the URL they give you.',
  'bad-url': 'Correct the address under “Where to meet…”.',
  'newer-version': 'Update Rolecall on this desktop, then exchange again.',
  halted: 'Nothing was overwritten. Compare with another console before anything else is done here.',
  cancelled: 'Exchange again to go on from there.',
}

export function exchangeAdvice(code: string): string {
  return adviceByCode[code] ?? 'Exchange again in a moment.'
}
