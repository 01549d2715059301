import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inboxReasons } from '../../../src/main/operations/inbox/inboxReasons'
import { wholeRefusals } from '../../../src/main/org/line/wholeRefusals'

const main = join(import.meta.dirname, '../../../src/main')
const textOf = (folder: string, files: (name: string) => boolean) =>
  readdirSync(join(main, folder))
    .filter(files)
    .map((name) => readFileSync(join(main, folder, name), 'utf8'))
    .join('\n')

/** What decides yes; no edit is ever held or refused for it. */
const inFavor = new Set(['role-grant', 'personal-grant'])

it('has a sentence for every code that a planner or the engine’s judgement of an edit can give', () => {
  const planners = textOf('changes', () => true)
  const engine = textOf('engine', (name) => /^(?:explain|judged|describe)/.test(name))
  const codes = new Set([
    ...Object.keys(wholeRefusals),
    ...[...planners.matchAll(/(?:held|refused)\(\s*'([a-z-]+)'/g)].map((match) => match[1]!),
    ...[...`${planners}${engine}`.matchAll(/\bcode: '([a-z-]+)'/g)].map((match) => match[1]!),
  ])
  expect(codes.size).toBeGreaterThan(60)
  expect([...codes].filter((code) => !(code in inboxReasons) && !inFavor.has(code)).toSorted()).toEqual([])
})

it('says whole sentences, whoever they are about', () => {
  for (const say of Object.values(inboxReasons)) {
    expect(say({ author: 'Kim', person: 'Bo', thing: 'the role of Bo' })).toMatch(/^[A-Z][^]*\.$/)
  }
})
