import type { HistoryOptions } from './history/HistoryOptions'

/** How histories were made when the first of these seeds were kept. */
export const keptAs: HistoryOptions = { length: 'long', theme: 'usual', repertoire: 'first' }

const hubWentBack: HistoryOptions = { length: 'short', theme: 'hub went back', repertoire: 'whole' }
const computerWentBack: HistoryOptions = { ...hubWentBack, theme: 'computer went back' }

const byMail: HistoryOptions = { ...hubWentBack, theme: 'mail' }

/** Seeds of histories that once ended badly, with what was wrong, and how they are made, if not `keptAs`; run every time. */
export const keptSeeds: readonly (readonly [seed: number, was: string, how?: HistoryOptions])[] = [
  [47, 'a hand-over in a folder was settled and never published, so that nobody could settle any more'],
  [143, 'the same, with edits of two people behind it'],
  [154, 'the same, with four consoles'],
  [172, 'the same, with a forged edit in between'],
  [111, 'a refused purge made a console take later entries about that person without their values'],
  [5120, 'the person whose console settles was purged, so that nobody was left to settle'],
  [9, 'edits were lost that had settled at a hub before it went back', hubWentBack],
  [1909, 'a console that settles alone now heard nothing of what went on at a hub that went back', hubWentBack],
  [
    119,
    'a console that settled anew after its computer went back did not say so, and kept it to itself',
    computerWentBack,
  ],
  [555, 'who gets letters only heard nothing of what was settled where the others meet', byMail],
  [1855, 'who meets in a folder heard nothing of what was settled by letters only', byMail],
]
