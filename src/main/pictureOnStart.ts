import type { BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'

/** For `npm start` without a display: saves a picture of the window once it stands, and says where on the terminal. */
export function pictureOnStart(window: BrowserWindow, path: string): void {
  window.webContents.once('did-finish-load', () => {
    // The first screen asks main for recent files before it has anything to show.
    setTimeout(async () => {
      if (window.isDestroyed()) return
      await writeFile(path, (await window.webContents.capturePage()).toPNG())
      console.log(`Screenshot of the window: ${path}`)
    }, 1500)
  })
}
