/** "northside-supply": letters and digits of the organization's name, safe on every file system. */
function fileStem(orgName: string): string {
  const words =
    orgName
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 ? 'organization' : words.join('-').slice(0, 60)
}

export function exportFileName(orgName: string, day: string): string {
  return `${fileStem(orgName)}-export-${day.replaceAll(' ', '-')}.json`
}

export function copyFileName(orgName: string): string {
  return `${fileStem(orgName)}-copy.rolecall`
}

/** 1536 → "1.5 kB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
