import { describe, expect, it } from 'vitest'
import { formatPlaces, formatReachedPlaces } from '../../../src/renderer/words/formatPlaces'

describe('formatPlaces', () => {
  it('names two places and counts the rest', () => {
    expect(formatPlaces(['Riverton', 'Oakdale', 'Harbor', 'Dock 9', 'Leeds'])).toBe('Riverton, Oakdale +3')
  })
  it('names all where nothing is left to count', () => {
    expect(formatPlaces(['Riverton'])).toBe('Riverton')
    expect(formatPlaces(['Riverton', 'Oakdale'])).toBe('Riverton, Oakdale')
  })
  it('lets an empty scope speak', () => {
    expect(formatPlaces([])).toBe('No place')
    expect(formatReachedPlaces([])).toBe('nowhere: no place assigned')
  })
  it('tells everywhere from nowhere', () => {
    expect(formatReachedPlaces(null)).toBe('everywhere')
    expect(formatReachedPlaces([{ name: 'Harbor' }])).toBe('Harbor')
  })
})
