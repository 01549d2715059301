import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeSample } from '../../../src/main/exchange/writeSample'
import { openOrgFile } from '../../../src/main/org/openOrgFile'
import { shippedBlueprints } from '../../../src/main/org/shippedBlueprints'
import { verifyOrg } from '../../../src/main/org/verifyOrg'
import { aBlueprint } from '../../helpers/anOrgState'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sources = { random: (count: number) => new Uint8Array(count), now: () => Date.UTC(2026, 0, 1) }

async function write(id: string, people: number, name: string) {
  const home = join(folder, `home-${name}`)
  const path = join(folder, `${name}.rolecall`)
  const written = await writeSample({ path, blueprint: aBlueprint(id), people, seed: 1, home, reuse: false })
  if (!written.ok) throw new Error(written.error.message)
  const org = openOrgFile(path, { home, sources })
  if (!org.ok) throw new Error(org.error.message)
  return { written: written.value, org: org.value }
}

describe('writeSample', () => {
  it.each(shippedBlueprints().map((blueprint) => blueprint.id))(
    'puts a sample of %s through the door, and it verifies',
    async (id) => {
      const { written, org } = await write(id, 240, id)
      expect(org.state().staff.size).toBe(240)
      expect(org.state().places.size).toBe(written.places)
      expect(org.state().grants.size).toBeGreaterThan(0)
      expect([...org.state().staff.values()].some((person) => person.state === 'removed')).toBe(true)
      expect(await verifyOrg(org.store.db)).toMatchObject({ ok: true, problems: [] })
      org.close()
    },
  )

  it('gives the same organization, byte for byte of its log, on another desktop', async () => {
    const one = await write('prokeep', 30, 'one')
    const other = await write('prokeep', 30, 'other')
    expect(one.org.revision()).toEqual(other.org.revision())
    one.org.close()
    other.org.close()
  })

  it('makes samples of one and two people', async () => {
    for (const people of [1, 2]) {
      const { org } = await write('staff-ladder', people, `few-${people}`)
      expect(org.state().staff.size).toBe(people)
      org.close()
    }
  })
})
