import { expect, it } from 'vitest'
import { assignLines, type Lines, noLines } from '../../../../src/renderer/features/staff/assignLines'
import type { StaffId } from '../../../../src/shared/domain/ids'
import { fc } from '../../../helpers/fastCheck'

const { array, assert, constantFrom, property, uniqueArray } = fc
const nobody = () => false
const ids = (letters: string) => [...letters] as StaffId[]
const linesOf = ({ lineOf }: Lines) => [...lineOf].map(([id, line]) => `${id}${line}`).join(' ')

it('fills the lines of those who went, each at its place', () => {
  const first = assignLines(noLines, ids('abcd'), nobody)
  expect(linesOf(first)).toBe('a0 b1 c2 d3')
  expect(linesOf(assignLines(first, ids('axcy'), nobody))).toBe('a0 x1 c2 y3')
  expect(linesOf(assignLines(first, ids('xyzw'), nobody))).toBe('x0 y1 z2 w3')
})

it('lets people keep their line when somebody comes between them', () => {
  const first = assignLines(noLines, ids('abc'), nobody)
  expect(linesOf(assignLines(first, ids('xabc'), nobody))).toBe('x3 a0 b1 c2')
  expect(linesOf(assignLines(first, ids('xab'), nobody))).toBe('x2 a0 b1')
})

it('gives nobody the line of somebody chosen who went', () => {
  const first = assignLines(noLines, ids('abc'), nobody)
  const second = assignLines(first, ids('axc'), (id) => id === 'b')
  expect(linesOf(second)).toBe('a0 x3 c2')
  expect(linesOf(assignLines(second, ids('abxc'), nobody))).toBe('a0 b4 x3 c2')
})

it('gives no line to two people, and none to anybody else while it is held', () => {
  const people = ids('abcdefghij')
  const answer = uniqueArray(constantFrom(...people), { maxLength: 8 })
  const held = uniqueArray(constantFrom(...people), { maxLength: 3 })
  assert(
    property(array(answer, { maxLength: 8 }), held, (answers, heldIds) => {
      const isHeld = (id: StaffId) => heldIds.includes(id)
      let lines = noLines
      const lastOwner = new Map<number, StaffId>()
      for (const asked of answers) {
        const before = lines
        lines = assignLines(before, asked, isHeld)
        expect([...lines.lineOf.keys()]).toEqual(asked)
        expect(new Set(lines.lineOf.values()).size).toBe(asked.length)
        for (const [id, line] of lines.lineOf) {
          if (before.lineOf.has(id)) expect(line).toBe(before.lineOf.get(id))
          const owner = lastOwner.get(line)
          if (owner !== undefined && owner !== id) expect(isHeld(owner)).toBe(false)
          lastOwner.set(line, id)
        }
      }
    }),
  )
})
