import { failed, type Result } from '../../shared/domain/result'
import { readChange, readEntry } from '../org/record'
import type { SettledBytes } from '../org/replay'
import { bringFrom } from './bringChanges'
import { type ExchangeFailure, type Visit } from './Visit'

/**
 * Stops this console: two histories were signed, and says how that came. Where it is known which of the two goes on, what
 * this one alone has is brought there first, as changes that wait.
 */
export async function stopAtRival(visit: Visit, rival: SettledBytes): Promise<Result<never, ExchangeFailure>> {
  const { org, line } = visit
  const entry = readEntry(rival.entryBytes)
  const n = entry.ok ? entry.value.record.n : null
  const here = n === null ? undefined : line.entriesAfter(n - 1, 1)[0]
  const text = whyOf(visit, n, here, rival)
  if (n !== null && text !== twoStories) {
    const brought = await bringFrom(visit, n)
    if (!brought.ok) return brought
  }
  line.stop({ code: 'two-stories', text, n: org.revision().n })
  return failed('halted', text)
}

function whyOf(visit: Visit, n: number | null, here: SettledBytes | undefined, rival: SettledBytes): string {
  const { line, transport } = visit
  const isTakenHere = here !== undefined && isTakeOver(here)
  if (isTakeOver(rival)) return isTakenHere ? takenTwice : takenOver
  if (isTakenHere) return takenTooEarly
  // What the hub has is what goes on there: nobody appends to anything else.
  if (transport.keepsLine === 'place' && n !== null && line.sequencerAt(n) === 'hub') return hubWentBack
  return isByThisConsole(visit, rival) ? wentBack : twoStories
}

function isByThisConsole({ line }: Visit, { entryBytes }: SettledBytes): boolean {
  const entry = readEntry(entryBytes)
  return entry.ok && entry.value.record.by === line.speaker?.id
}

function isTakeOver({ changeBytes }: SettledBytes): boolean {
  const change = readChange(changeBytes)
  return change.ok && change.value.intent.kind === 'registrar.set' && change.value.intent.body.rows[0]?.takeOver != null
}

const takenOver =
  'The settling of changes was taken over with the recovery words on another desktop, while this one had changes that nobody else had. They were brought there and wait to be settled: look for them in the history and in the inbox of another console. Go on with a copy of its file, and ask for a key there.'

const takenTwice =
  'Two desktops have taken over the settling of changes with the recovery words, without knowing of each other, so that this one stopped. What others had changed was brought there and waits to be settled; what was changed here since the take-over stands in the history of this file alone. Agree on one of the two desktops, go on with a copy of its file, ask for a key there, and make these changes again.'

const takenTooEarly =
  'The settling of changes was taken over here with the recovery words, while the console that settled before had settled changes that had not come here, so that this desktop stopped. What others had changed was brought there and waits to be settled; what was changed here since the take-over stands in the history of this file alone. Go on with a copy of the file of that console or, if it is lost, with one that has its changes, and ask for a key there.'

const twoStories =
  'The console that settles has signed two different histories. Nothing is exchanged until this is cleared up: compare the organizations of both, and go on with one of them.'

const hubWentBack =
  'The hub went back to an earlier state, and others went on there without what had been settled since, which this desktop has. What it has was brought to the hub and waits to be settled: look for it in the history and in the inbox of another console. Go on with a copy of its file, and ask for a key there; when this console settled alone, take over there first with the recovery words.'

const wentBack =
  'This console has settled changes that it had settled otherwise before: this computer, or its file together with its keys, went back to an earlier state. What it settled since was brought to the others and waits to be settled: look for it in the history and in the inbox of another console. Take over there with the recovery words, go on here with a copy of that file, and ask for a key.'
