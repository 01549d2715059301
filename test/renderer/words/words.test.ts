import { describe, expect, it } from 'vitest'
import { countOf, countPeople } from '../../../src/renderer/words/countOf'
import { initials } from '../../../src/renderer/words/initials'
import { joinKinds, reachWords } from '../../../src/renderer/words/reachWords'
import { storyOf, titleOf } from '../../../src/renderer/words/storyOf'

describe('countOf', () => {
  it('speaks of one and of many', () => {
    expect(countOf(1, 'staged edit')).toBe('1 staged edit')
    expect(countOf(0, 'staged edit')).toBe('0 staged edits')
    expect(countPeople(1284)).toBe('1,284 people')
    expect(countPeople(1)).toBe('1 person')
  })
})

describe('initials', () => {
  it('takes the first and the last name', () => {
    expect(initials('Ana Ruiz')).toBe('AR')
    expect(initials('Leila Q. Hashemi')).toBe('LH')
  })
  it('makes do with less', () => {
    expect(initials('Robin')).toBe('R')
    expect(initials('ana@example.org')).toBe('A')
    expect(initials('…')).toBe('?')
  })
  it('keeps letters of every alphabet', () => {
    expect(initials('Álvaro Núñez')).toBe('ÁN')
    expect(initials('李 小龙')).toBe('李小')
  })
})

describe('reachWords', () => {
  it('names what is assigned', () => {
    expect(reachWords('assigned', 'Groups').spoken).toBe('assigned groups only')
    expect(joinKinds(['Projects', 'Tasks'])).toBe('Projects and tasks')
    expect(joinKinds(['Lines'])).toBe('Lines')
  })
})

describe('storyOf', () => {
  it('reads on from the author’s name', () => {
    const item = { title: 'moved Ana Ruiz to Admin', kinds: ['staff.setRole'], rows: 1 }
    expect(storyOf(item)).toBe('moved Ana Ruiz to Admin')
    expect(titleOf(item)).toBe('Moved Ana Ruiz to Admin')
  })
  it('gives a single cell its verb', () => {
    const cell = { title: 'Manager, Add users: none → all', kinds: ['grant.set'], rows: 1 }
    expect(storyOf(cell)).toBe('set Manager, Add users: none → all')
    expect(storyOf({ ...cell, title: `took back: ${cell.title}` })).toBe('took back: Manager, Add users: none → all')
  })
})
