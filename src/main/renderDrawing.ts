import { BrowserWindow } from 'electron'

/** Pictures are twice as fine as the drawing, for paper and for dense screens. */
const pictureScale = 2

/**
 * Turns an SVG drawing of ours into a picture or a one-page PDF, in a window that nobody sees: without preload and
 * scripts, and confined like every page.
 */
export async function renderDrawing(
  svg: string,
  { width, height }: { width: number; height: number },
  format: 'png' | 'pdf',
): Promise<Uint8Array> {
  const scale = format === 'png' ? pictureScale : 1
  const window = new BrowserWindow({
    show: false,
    width: width * scale,
    height: height * scale,
    useContentSize: true,
    enableLargerThanScreen: true,
    frame: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      offscreen: true,
      devTools: false,
    },
  })
  try {
    const page = `<!doctype html><meta charset="utf-8"><style>@page{margin:0}html,body{margin:0}svg{display:block;width:${width * scale}px;height:${height * scale}px}</style>${svg}`
    await window.loadURL(`data:text/html;base64,${Buffer.from(page).toString('base64')}`)
    if (format === 'png') return (await window.webContents.capturePage()).toPNG()
    // Inches: a drawing has 96 units in one.
    const pageSize = { width: width / 96, height: (height + 1) / 96 }
    return await window.webContents.printToPDF({
      pageSize,
      printBackground: true,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
    })
  } finally {
    window.destroy()
  }
}
