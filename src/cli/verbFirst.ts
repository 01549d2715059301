/** Commands that may be said after the org too: `inbox office.rolecall list`. */
const verbs: Readonly<Record<string, readonly string[]>> = {
  inbox: ['list', 'show', 'accept', 'dismiss'],
  sync: ['status', 'settles'],
}

/** The arguments with a command's verb in front of the org, whichever way somebody put them. */
export function verbFirst(args: readonly string[]): string[] {
  let at = 0
  // Options of every command may stand in front; all but one take a value.
  while (args[at]?.startsWith('--') === true) at += args[at] === '--json' || args[at]!.includes('=') ? 1 : 2
  const [noun = '', first = '', second = ''] = args.slice(at)
  const known = Object.hasOwn(verbs, noun) ? verbs[noun]! : []
  const isTurned = known.includes(second) && !known.includes(first) && !first.startsWith('-')
  return isTurned ? [...args.slice(0, at + 1), second, first, ...args.slice(at + 3)] : [...args]
}
