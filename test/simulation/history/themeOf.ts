/** `long`: two to four consoles and 8 to 23 steps. `short`: two or three consoles and 4 to 9 steps, a third of the work. */
export type HistoryLength = 'short' | 'long'

/**
 * What else is the matter. `files`: the folder transport itself, over files that are half copied, doubled and deleted.
 * `two stories`: the console that settles signs two entries of one number. `two take-overs`: two desktops take over without
 * knowing of each other. `settler restored`: the file of the console that settles goes back to a backup. `folder and hub`:
 * some meet in a folder, some at a hub, and at least one at both. `hub went back`: the hub is restored from a backup, or
 * emptied. `computer went back`: all of a desk is restored, with its keys and all that it knew of itself. `mail`: some send each other
 * files instead of meeting where the others do, or as well.
 */
export type Theme =
  | 'usual'
  | 'files'
  | 'two stories'
  | 'two take-overs'
  | 'settler restored'
  | 'folder and hub'
  | 'hub went back'
  | 'computer went back'
  | 'mail'

/** A good third of all histories have one, each of which takes the same share of seeds whatever is changed in the others. */
export function themeOf(seed: number): Theme {
  const tens = Math.floor(seed / 10)
  if (seed % 10 === 3) return 'files'
  if (seed % 10 === 5) return (['folder and hub', 'mail', 'folder and hub', 'usual'] as const)[tens % 4]!
  if (seed % 10 === 9) return tens % 2 === 0 ? 'hub went back' : 'computer went back'
  if (seed % 10 !== 7) return 'usual'
  // What costs most comes half as often.
  const share = [
    'two stories',
    'two take-overs',
    'settler restored',
    'two stories',
    'usual',
    'settler restored',
  ] as const
  return share[tens % 6]!
}

/** Every tenth history is a long one, and those with two stories. */
export function lengthOf(seed: number): HistoryLength {
  // Until somebody has settled something, there is no second story to tell.
  return seed % 10 === 0 || themeOf(seed) === 'two stories' ? 'long' : 'short'
}
