import type { RunningApp } from './launchApp'

/**
 * Says all news of progress again, every millisecond for half a second. News and answers reach a page on ways of their
 * own, so that on a busy machine the last news may come after the answer; here it comes after every answer.
 */
export async function repeatProgress({ app }: RunningApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const send = webContents.send.bind(webContents)
    webContents.send = (channel: string, name: string, ...news: unknown[]) => {
      send(channel, name, ...news)
      if (name !== 'job.progress') return
      const timer = setInterval(() => send(channel, name, ...news), 1)
      setTimeout(() => clearInterval(timer), 500)
    }
  })
}
