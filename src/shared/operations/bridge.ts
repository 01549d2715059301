import type { DeskEvents, OperationCall, OperationName, OperationResult } from './contract'

/** What the preload script puts on `window.rolecall`: all that a window can ask of the rest of the app. */
export interface RolecallBridge {
  call<Name extends OperationName>(name: Name, input: OperationCall<Name>): Promise<OperationResult<Name>>
  /** Answers with a function that stops listening. News that came before the first listener is kept for it. */
  on<Name extends keyof DeskEvents>(event: Name, listener: (news: DeskEvents[Name]) => void): () => void
  /** Where a dropped file lies on this desktop; '' for a file that a page made up. */
  pathForFile(file: File): string
}

/** One channel asks and answers, the other brings news. There are no more. */
export const callChannel = 'rolecall:call'
export const eventChannel = 'rolecall:event'
