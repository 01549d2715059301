import type { HistoryOptions } from './history/HistoryOptions'

/** How histories were made when these seeds were kept. */
export const keptAs: HistoryOptions = { length: 'long', theme: 'usual', repertoire: 'first' }

/** Seeds of histories that once ended badly, with what was wrong; run every time. */
export const keptSeeds: readonly (readonly [seed: number, was: string])[] = [
  [47, 'a hand-over in a folder was settled and never published, so that nobody could settle any more'],
  [143, 'the same, with edits of two people behind it'],
  [154, 'the same, with four consoles'],
  [172, 'the same, with a forged edit in between'],
  [111, 'a refused purge made a console take later entries about that person without their values'],
  [5120, 'the person whose console settles was purged, so that nobody was left to settle'],
]
