import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { DeskEvents } from '../../shared/operations/contract'
import { callChannel, eventChannel } from '../../shared/operations/bridge'
import { isAppPage } from '../appUrl'
import { answerCall, type Answering } from './answerCall'

/**
 * Opens the one channel over which windows ask for operations.
 *
 * @param findContext  the context of a window of ours; undefined for any other web contents
 */
export function registerOperations<Context>(
  answering: Answering<Context> & { findContext(sender: WebContents): Context | undefined },
): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) =>
    answerCall(answering, isTrusted(event) ? answering.findContext(event.sender) : undefined, name, input),
  )
}

/** Only the top frame of a window, and only while it shows a page of ours. */
function isTrusted(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && isAppPage(frame.url)
}

/** Tells one window some news. A window that is gone hears nothing. */
export function announce<Name extends keyof DeskEvents>(
  window: WebContents,
  event: Name,
  news: DeskEvents[Name],
): void {
  if (!window.isDestroyed()) window.send(eventChannel, event, news)
}
