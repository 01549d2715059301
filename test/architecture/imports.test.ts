import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom (house-style.md, "Folders"). A part may import itself and what its line names; `types:` allows
 * `import type` only. The longest matching path decides which part a file belongs to.
 */
const mayImportByPart: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': [],
  'shared/operations': ['shared/domain'],
  'shared/records': ['shared/domain'],
  // Colours that a screen and a drawing have in common.
  'shared/look': [],
  'shared/evidence': ['shared/domain', 'shared/records'],
  // The page that checks evidence in a browser.
  verifier: ['shared/domain', 'shared/records', 'shared/evidence'],
  'main/changes': ['shared/domain'],
  'main/engine': ['shared/domain'],
  'main/store': ['shared/domain'],
  'main/org': ['shared/domain', 'shared/records', 'main/changes', 'main/engine', 'main/store'],
  'main/exchange': [
    'shared/domain',
    'shared/records',
    'shared/evidence',
    'shared/look',
    'main/changes',
    'main/engine',
    'main/store',
    'main/org',
    'main/audit',
  ],
  'main/audit': ['shared/domain', 'main/engine', 'main/store', 'main/org'],
  'main/sync': ['shared/domain', 'main/changes', 'main/engine', 'main/store', 'main/org'],
  'main/operations': [
    'shared',
    'main/changes',
    'main/engine',
    'main/store',
    'main/org',
    'main/exchange',
    'main/audit',
    'main/sync',
  ],
  'main/ipc': ['shared', 'main/operations', 'main/appUrl'],
  'main/appUrl': [],
  // The files beside index.ts: window, menu, dialogs, protocol. They know Electron and hold no rules.
  main: ['shared', 'main/appUrl', 'main/operations'],
  'main/index': ['shared', 'main'],
  cli: ['shared', 'main/operations', 'main/exchange', 'main/org', 'main/engine', 'main/store'],
  preload: ['shared/operations/bridge', 'types:shared'],
  'renderer/bridge': ['shared'],
  'renderer/words': ['shared/domain', 'types:shared/operations'],
  'renderer/stores': ['shared/domain', 'types:shared/operations', 'renderer/bridge', 'renderer/words'],
  'renderer/styleNonce': [],
  'renderer/components': ['types:shared/domain', 'shared/look', 'renderer/styleNonce'],
  // Fields that ask main what there is to choose from.
  'renderer/pickers': ['shared/domain', 'renderer/stores', 'renderer/components'],
  'renderer/features': [
    'shared/domain',
    // Forms say what main would say, before anything is sent.
    'shared/operations/shapes',
    'shared/look',
    'types:shared/operations',
    'renderer/bridge',
    'renderer/stores',
    'renderer/components',
    'renderer/pickers',
    'renderer/words',
  ],
  'renderer/app': ['shared/domain', 'shared/look', 'types:shared/operations', 'renderer'],
  renderer: ['renderer'],
}

interface Import {
  readonly from: string
  /** A path under src/ without extension, or a package name. */
  readonly to: string
  readonly isInternal: boolean
  readonly isTypeOnly: boolean
}

const sourceFolder = join(import.meta.dirname, '..', '..', 'src')
const textByFile = new Map(
  readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path.split(sep).join('/'), readFileSync(join(sourceFolder, path), 'utf8')]),
)
const imports = [...textByFile].flatMap(([file, text]) => readImports(file, text))

describe('imports', () => {
  it('run only along the table', () => {
    expect(imports.filter((found) => found.isInternal && !isAllowed(found)).map(describeImport)).toEqual([])
  })

  it('never step sideways from one feature into another', () => {
    const feature = (path: string) => /^renderer\/features\/([^/]+)/.exec(path)?.[1]
    const sideways = imports.filter(({ from, to }) => feature(from) && feature(to) && feature(from) !== feature(to))
    expect(sideways.map(describeImport)).toEqual([])
  })

  it('form no circle', () => {
    expect(findCircle()).toEqual([])
  })

  it('reach Electron only at the edge, so that the command line runs on plain Node', () => {
    const strangers = imports.filter(
      ({ from, to }) => to === 'electron' && !/^(main\/(ipc\/)?[^/]+\.ts|preload\/.*)$/.test(from),
    )
    expect(strangers.map(describeImport)).toEqual([])
  })

  it('reach better-sqlite3 only from the store', () => {
    const strangers = imports.filter(({ from, to }) => to === 'better-sqlite3' && !from.startsWith('main/store/'))
    expect(strangers.map(describeImport)).toEqual([])
  })

  it('bring no Node module into the renderer, the preload script or the page that verifies', () => {
    const strangers = imports.filter(
      ({ from, to }) => /^(renderer|preload|verifier|shared)\//.test(from) && to.startsWith('node:'),
    )
    expect(strangers.map(describeImport)).toEqual([])
  })
})

describe('words that belong to one place', () => {
  it('ipcMain: main/ipc', () => {
    expect(filesWith(/\bipcMain\b/, /^main\/ipc\//)).toEqual([])
  })

  it('window.rolecall: renderer/bridge.ts', () => {
    expect(
      filesWith(
        /\b(window|globalThis|self)(\.|\[['"])rolecall\b/,
        /^(renderer\/bridge\.ts|shared\/operations\/bridge\.ts)$/,
      ),
    ).toEqual([])
  })

  it('SQL: main/store', () => {
    const sql =
      /['"`]\s*(select\b[^'"`]*\bfrom\b|insert (or \w+ )?into\b|update \w+ set\b|delete from\b|create table\b|pragma \w)/i
    expect(filesWith(sql, /^main\/store\//)).toEqual([])
  })
})

function readImports(file: string, text: string): Import[] {
  const statement =
    /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm
  return [...text.matchAll(statement)].map(([, type, target, dynamicTarget]) => {
    const written = target ?? dynamicTarget!
    const isInternal = written.startsWith('.')
    const to = isInternal
      ? relative('/src', join('/src', dirname(file), written))
          .split(sep)
          .join('/')
      : written
    return { from: file, to, isInternal, isTypeOnly: type !== undefined }
  })
}

function isAllowed({ from, to, isTypeOnly }: Import): boolean {
  // Blueprints are part of the app; they lie outside src/ and are read as JSON.
  if (to.startsWith('../resources/')) return from.startsWith('main/')
  if (to === '../package.json') return from.startsWith('cli/') || from.startsWith('main/')
  const part = findPart(from)
  if (part === undefined) return false
  if (isInside(to, part) && findPart(to) === part) return true
  return mayImportByPart[part]!.some((line) => {
    const isTypesLine = line.startsWith('types:')
    return isInside(to, isTypesLine ? line.slice('types:'.length) : line) && (isTypeOnly || !isTypesLine)
  })
}

function findPart(path: string): string | undefined {
  return Object.keys(mayImportByPart)
    .filter((part) => isInside(path, part))
    .sort((one, other) => other.length - one.length)[0]
}

function isInside(path: string, part: string): boolean {
  const plain = path.replace(/\.tsx?$/, '')
  return plain === part || plain.startsWith(`${part}/`)
}

function describeImport({ from, to }: Import): string {
  return `src/${from} imports ${to}`
}

/** Files outside `home` whose code, comments left out, holds the pattern. */
function filesWith(pattern: RegExp, home: RegExp): string[] {
  return [...textByFile]
    .filter(([file, text]) => !home.test(file) && pattern.test(withoutComments(text)))
    .map(([file]) => `src/${file}`)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

/** The files of one circle of imports that exist at run time, in order; empty when there is none. */
function findCircle(): string[] {
  const targetsByFile = new Map<string, string[]>()
  for (const { from, to, isInternal, isTypeOnly } of imports) {
    if (!isInternal || isTypeOnly) continue
    const target = [`${to}.ts`, `${to}.tsx`, `${to}/index.ts`, to].find((candidate) => textByFile.has(candidate))
    if (target !== undefined) targetsByFile.set(from, [...(targetsByFile.get(from) ?? []), target])
  }
  const finished = new Set<string>()
  const walk = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (finished.has(file)) return []
    for (const target of targetsByFile.get(file) ?? []) {
      const circle = walk(target, [...path, file])
      if (circle.length > 0) return circle
    }
    finished.add(file)
    return []
  }
  for (const file of textByFile.keys()) {
    const circle = walk(file, [])
    if (circle.length > 0) return circle
  }
  return []
}
