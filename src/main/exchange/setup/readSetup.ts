import { isMap, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml'
import type { z } from 'zod'
import { done, failed } from '../../../shared/domain/result'
import { parseSetup, parseSetupTemplateFile, type Setup } from '../../../shared/domain/setup'
import { didYouMean } from './closestWord'
import type { SetupPath, SetupProblem } from './setupPlan'

/** Something wrong in a setup file; line and column count from 1. */
export interface FileProblem {
  readonly line: number
  readonly column: number
  readonly code: string
  readonly text: string
}

/** A file that was understood, with where everything in it stands. */
export interface SetupFile<Value> {
  readonly value: Value
  locate(problems: readonly SetupProblem[]): FileProblem[]
}

export const setupFileLimits = { bytes: 1_000_000, aliases: 100, problems: 50, nesting: 40 }

/** A setup from the text of a YAML file. Everything wrong in it is named at once, with line and column. */
export function readSetup(text: string): SetupRead<Setup> {
  return readYaml(text, parseSetup, 'setup file')
}

/** A template from the text of a YAML file. */
export function readTemplateFile(text: string): SetupRead<z.output<typeof parseSetupTemplateFile>> {
  return readYaml(text, parseSetupTemplateFile, 'template file')
}

export type SetupRead<Value> =
  | { readonly ok: true; readonly value: SetupFile<Value> }
  | (ReturnType<typeof failed<'bad-setup'>> & { readonly problems: readonly FileProblem[] })

function readYaml<Shape extends z.ZodType>(text: string, shape: Shape, called: string): SetupRead<z.output<Shape>> {
  if (Buffer.byteLength(text) > setupFileLimits.bytes) {
    return refuse(called, [
      { line: 1, column: 1, code: 'too-large', text: `This file is larger than ${setupFileLimits.bytes / 1e6} MB.` },
    ])
  }
  const deep = findDeepNesting(text)
  if (deep !== null) return refuse(called, [deep])
  const lines = new LineCounter()
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  let document: Document.Parsed
  try {
    document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false, version: '1.2' })
  } catch (error) {
    return refuse(called, [{ line: 1, column: 1, code: 'bad-yaml', text: sentence(String((error as Error).message)) }])
  }
  const syntax = [...document.errors, ...document.warnings].map(({ pos, code, message }) => ({
    ...at(pos[0]),
    code: 'bad-yaml',
    text: code === 'DUPLICATE_KEY' ? 'This key stands twice. Write it once.' : sentence(message),
  }))
  if (syntax.length > 0) return refuse(called, syntax)
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: setupFileLimits.aliases })
  } catch (error) {
    return refuse(called, [{ line: 1, column: 1, code: 'bad-yaml', text: sentence(String((error as Error).message)) }])
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    const text = `A ${called} begins with “format:” and “location:”. docs/plan.md shows one.`
    return refuse(called, [{ line: 1, column: 1, code: 'not-a-setup', text }])
  }
  const parsed = shape.safeParse(content)
  const place = (path: SetupPath, isKey = false) => at(offsetOf(document, path, isKey))
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => describeIssue(issue, shape, place))
    return refuse(called, problems)
  }
  const locate = (problems: readonly SetupProblem[]) =>
    inOrder(problems.map(({ code, text: words, path }) => ({ ...place(path), code, text: words })))
  return done({ value: parsed.data, locate })
}

function refuse(called: string, found: readonly FileProblem[]) {
  const problems = inOrder(found).slice(0, setupFileLimits.problems)
  const [first] = problems
  const more = found.length > 1 ? ` (${found.length} problems in this file; nothing was changed)` : ''
  return {
    ...failed('bad-setup', `This ${called} cannot be used: ${first!.text}${more}`, {
      at: `line ${first!.line}, column ${first!.column}`,
      because: problems.map((one) => ({ code: one.code, text: describeFileProblem(one) })),
    }),
    problems,
  }
}

export function describeFileProblem({ line, column, text }: FileProblem): string {
  return `Line ${line}, column ${column}: ${text}`
}

function inOrder(problems: readonly FileProblem[]): FileProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

type Issue = z.core.$ZodIssue

function describeIssue(
  issue: Issue,
  shape: z.ZodType,
  place: (path: SetupPath, isKey?: boolean) => { line: number; column: number },
): FileProblem[] {
  const path = issue.path as SetupPath
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(shape, path)
    return issue.keys.map((key) => ({
      ...place([...path, key], true),
      code: 'unknown-key',
      text: `There is no “${key.slice(0, 80)}” here.${didYouMean(key, known)}`,
    }))
  }
  const name = path.filter((step) => typeof step === 'string').at(-1)
  const isMissing = issue.code === 'invalid_type' && issue.message.includes('received undefined')
  const subject = name === undefined ? 'This' : `“${name}”`
  const text = isMissing ? `${subject} is missing.` : `${subject} ${plainMessage(issue)}.`
  return [{ ...place(isMissing ? path.slice(0, -1) : path), code: isMissing ? 'missing' : 'bad-value', text }]
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
}

function plainMessage(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    const quoted = issue.expected === 'string' ? '. Put numbers and dates in quotes' : ''
    return `must be ${words[issue.expected] ?? issue.expected}${quoted}`
  }
  if (issue.code === 'invalid_value') {
    if (!issue.message.startsWith('Invalid')) return issue.message
    return `must be ${issue.values.map(String).join(', ')}`
  }
  const isNumber = 'origin' in issue && (issue.origin === 'number' || issue.origin === 'int')
  if (issue.code === 'too_big' && issue.message.startsWith('Too'))
    return isNumber ? `must be at most ${issue.maximum}` : `is more than ${issue.maximum} long`
  if (issue.code === 'too_small' && issue.message.startsWith('Too')) {
    if (isNumber) return `must be at least ${issue.minimum}`
    return Number(issue.minimum) === 1 ? 'must not be empty' : `is less than ${issue.minimum} long`
  }
  return issue.message.replace(/^Invalid (input|string): ?/i, 'cannot be used: ')
}

/** Keys that may stand at a place of the shape. */
function keysAt(shape: z.ZodType, path: SetupPath): string[] {
  let at: unknown = shape
  for (const step of path) {
    const inner = unwrap(at)
    at = typeof step === 'number' ? inner?.def?.element : (inner?.def?.shape?.[step] ?? inner?.def?.valueType)
  }
  return Object.keys(unwrap(at)?.def?.shape ?? {})
}

interface AnyShape {
  readonly def?: {
    readonly innerType?: unknown
    readonly element?: unknown
    readonly valueType?: unknown
    readonly shape?: Record<string, unknown>
  }
}

function unwrap(shape: unknown): AnyShape | undefined {
  let at = shape as AnyShape | undefined
  while (at?.def?.innerType !== undefined) at = at.def.innerType as AnyShape
  return at
}

/** Where the value at a path begins, or its key; of the nearest one above that is there. */
function offsetOf(document: Document.Parsed, path: SetupPath, isKey: boolean): number {
  for (let length = path.length; length > 0; length -= 1) {
    const steps = path.slice(0, length)
    if (isKey && length === path.length) {
      const above = document.getIn(steps.slice(0, -1), true)
      const map = length === 1 ? document.contents : above
      if (isMap(map)) {
        const pair = map.items.find(
          (item: Pair) => String((item.key as Node & { value?: unknown }).value) === steps.at(-1),
        )
        const range = (pair?.key as Node | undefined)?.range
        if (range != null) return range[0]
      }
    }
    const node = document.getIn(steps, true) as Node | undefined
    if (node?.range != null) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

/** The reader of YAML calls itself for each level, so depth is counted before. */
function findDeepNesting(text: string): FileProblem | null {
  let depth = 0
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    const indent = /^[ ]*(?:- *)*/.exec(line)![0].length
    for (const letter of line) {
      if (letter === '[' || letter === '{') depth += 1
      else if (letter === ']' || letter === '}') depth = Math.max(0, depth - 1)
    }
    if (indent > setupFileLimits.nesting * 4 || depth > setupFileLimits.nesting) {
      return { line: index + 1, column: 1, code: 'too-deep', text: 'This is nested too deep for a setup.' }
    }
  }
  return null
}

function sentence(message: string): string {
  const [first = ''] = message.split('\n')
  return /[.?!]$/.test(first) ? first : `${first}.`
}
