import { inflateSync } from 'node:zlib'

/**
 * The text of each page of a PDF, read with nothing of what wrote it: cross-reference table, page tree, content streams
 * and the ToUnicode map of each font (ISO 32000-1, 7.5 and 9.10).
 */
export function readPdf(bytes: Buffer): string[] {
  const file = bytes.toString('latin1')
  if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('No whole PDF')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(file)![1])
  const table = /^xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(file.slice(start))!
  const offsets = table[2]!
    .trim()
    .split('\n')
    .map((line) => Number(line.slice(0, 10)))
  const object = (id: number): string => {
    const at = offsets[id]!
    if (!file.startsWith(`${id} 0 obj`, at)) throw new Error(`Object ${id} is not where the table says`)
    return file.slice(at, file.indexOf('endobj', at))
  }
  const stream = (id: number): string => {
    const text = object(id)
    const length = Number(/\/Length (\d+)/.exec(text)![1])
    const from = text.indexOf('stream\n') + 7
    const raw = Buffer.from(text.slice(from, from + length), 'latin1')
    return (/FlateDecode/.test(text) ? inflateSync(raw) : raw).toString('latin1')
  }
  const root = Number(/\/Root (\d+) 0 R/.exec(file.slice(start))![1])
  const pages = object(Number(/\/Pages (\d+) 0 R/.exec(object(root))![1]))
  const kids = [...(/\/Kids \[([^\]]*)\]/.exec(pages)![1] ?? '').matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1]))
  if (Number(/\/Count (\d+)/.exec(pages)![1]) !== kids.length) throw new Error('The page tree does not add up')
  return kids.map((kid) => {
    const page = object(kid)
    const fontsText = /\/Font <<([\s\S]*?)>>/.exec(page)?.[1] ?? ''
    const resources = /\/Resources (\d+) 0 R/.exec(page)
    const where = fontsText === '' && resources !== null ? object(Number(resources[1])) : page
    const fonts = new Map(
      [...where.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((found) => [
        found[1]!,
        unicodeOf(object, stream, Number(found[2])),
      ]),
    )
    let font = new Map<string, string>()
    let text = ''
    const content = stream(Number(/\/Contents (\d+) 0 R/.exec(page)![1]))
    for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name)!
      else {
        for (const [, hex] of shown!.matchAll(/<([0-9a-f]+)>/g)) {
          for (let i = 0; i < hex!.length; i += 4) text += font.get(hex!.slice(i, i + 4)) ?? '?'
        }
        text += '\n'
      }
    }
    return text
  })
}

function unicodeOf(object: (id: number) => string, stream: (id: number) => string, id: number): Map<string, string> {
  const map = new Map<string, string>()
  const cmap = stream(Number(/\/ToUnicode (\d+) 0 R/.exec(object(id))![1]))
  for (const [, from, , list] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    const first = Number.parseInt(from!, 16)
    for (const [i, entry] of [...list!.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const units = entry[1]!.replaceAll(' ', '').match(/.{4}/g) ?? []
      const key = (first + i).toString(16).padStart(4, '0')
      map.set(key, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))))
    }
  }
  return map
}
