import { dialog, type BrowserWindow, type FileFilter } from 'electron'

const orgFiles: FileFilter = { name: 'Rolecall organization', extensions: ['rolecall'] }
const bundleFiles: FileFilter = { name: 'Exported organization', extensions: ['json'] }
const tableFiles: FileFilter = { name: 'Staff list', extensions: ['csv', 'tsv', 'txt', 'xlsx'] }
const csvFiles: FileFilter = { name: 'Table', extensions: ['csv'] }
const yamlFiles: FileFilter = { name: 'Setup or template', extensions: ['yaml', 'yml'] }
const blueprintFiles: FileFilter = { name: 'Blueprint', extensions: ['json'] }
const drawingFiles: FileFilter[] = [
  { name: 'Picture', extensions: ['png'] },
  { name: 'PDF', extensions: ['pdf'] },
  { name: 'Drawing', extensions: ['svg'] },
]
const requestFiles: FileFilter = { name: 'Request of a console', extensions: ['json'] }
const letterFiles: FileFilter = { name: 'Exchange by mail', extensions: ['zip'] }
const allFiles: FileFilter = { name: 'All files', extensions: ['*'] }

const questionByPurpose: Readonly<Record<string, { title: string; saves: boolean; filters: FileFilter[] }>> = {
  open: {
    title: 'Open an organization',
    saves: false,
    filters: [{ name: 'Organizations and exports', extensions: ['rolecall', 'json'] }, allFiles],
  },
  import: { title: 'Choose a staff list', saves: false, filters: [tableFiles, allFiles] },
  'new-org': { title: 'Where to keep the organization', saves: true, filters: [orgFiles] },
  export: { title: 'Export the organization', saves: true, filters: [bundleFiles] },
  'save-copy': { title: 'Save a copy', saves: true, filters: [orgFiles] },
  'save-table': { title: 'Save as a table', saves: true, filters: [csvFiles, allFiles] },
  'open-setup': { title: 'Choose a setup or template file', saves: false, filters: [yamlFiles, allFiles] },
  'save-setup': { title: 'Save', saves: true, filters: [yamlFiles] },
  blueprint: { title: 'Choose a blueprint', saves: false, filters: [blueprintFiles, allFiles] },
  'save-drawing': { title: 'Save the ladder', saves: true, filters: drawingFiles },
  'open-evidence': {
    title: 'Choose an evidence pack',
    saves: false,
    filters: [{ name: 'Evidence pack', extensions: ['zip'] }, allFiles],
  },
  'open-request': { title: 'Choose the request of the new console', saves: false, filters: [requestFiles, allFiles] },
  'save-request': { title: 'Save the request', saves: true, filters: [requestFiles] },
  'sync-folder': { title: 'Where the consoles meet: a shared folder or a USB stick', saves: false, filters: [] },
  'open-letter': { title: 'Choose the file that came by mail', saves: false, filters: [letterFiles, allFiles] },
  'save-letter': { title: 'Save the file to send', saves: true, filters: [letterFiles] },
  'save-result': { title: 'Save', saves: true, filters: [allFiles] },
}

/** Asks for a file with the system's dialog. Answers null when the person closed it. */
export async function chooseFile(
  window: BrowserWindow,
  purpose: string,
  suggestedName: string | undefined,
): Promise<string | null> {
  const question = questionByPurpose[purpose]
  if (question === undefined) throw new Error(`No file dialog is made for ${purpose}.`)
  const { title, filters } = question
  if (question.saves) {
    const answer = await dialog.showSaveDialog(window, {
      title,
      filters,
      ...(suggestedName === undefined ? {} : { defaultPath: suggestedName }),
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    return answer.canceled || answer.filePath === '' ? null : answer.filePath
  }
  const chooses = filters.length === 0 ? (['openDirectory', 'createDirectory'] as const) : (['openFile'] as const)
  const answer = await dialog.showOpenDialog(window, { title, filters, properties: [...chooses] })
  return answer.filePaths[0] ?? null
}
