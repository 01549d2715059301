import { dialog, shell, type BrowserWindow } from 'electron'
import { isHelpLink } from '../shared/domain/orgHelp'

/** Asks whether a link shall be opened outside of Rolecall, showing it whole, and opens it. False when it was not. */
export async function openLink(window: BrowserWindow, url: string): Promise<boolean> {
  if (!isHelpLink(url)) return false
  const answer = await dialog.showMessageBox(window, {
    type: 'question',
    message: url.startsWith('mailto:') ? 'Write a mail in another program?' : 'Open this page in the browser?',
    detail: url,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (answer.response !== 0) return false
  await shell.openExternal(url)
  return true
}
