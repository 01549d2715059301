import { describe, expect, it } from 'vitest'
import { findFileArgument } from '../../src/main/findFileArgument'

describe('findFileArgument', () => {
  it('finds the file after the app’s folder in a clone', () => {
    expect(findFileArgument(['electron', '--no-sandbox', '/clone', 'acme.rolecall'], '/home/ada', false)).toBe(
      '/home/ada/acme.rolecall',
    )
  })

  it('finds the first word in a packaged app, and leaves an absolute path alone', () => {
    expect(findFileArgument(['rolecall', '--lang=de', '/tmp/acme.rolecall'], '/home/ada', true)).toBe(
      '/tmp/acme.rolecall',
    )
  })

  it('finds nothing where no file is named', () => {
    expect(findFileArgument(['electron', '/clone', '--inspect=0'], '/', false)).toBeUndefined()
    expect(findFileArgument(['rolecall'], '/', true)).toBeUndefined()
  })
})
