import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyImport, listImportRows, previewImport, readImport } from '../../../src/main/exchange/importSession'
import type { Watch } from '../../../src/main/org/runInSteps'
import { createOrg } from '../../../src/main/org/createOrg'
import { openOrgFile } from '../../../src/main/org/openOrgFile'
import type { Org } from '../../../src/main/org/Org'
import type { Result } from '../../../src/shared/domain/result'
import { aBlueprint } from '../../helpers/anOrgState'

const sources = { random: (count: number) => new Uint8Array(randomBytes(count)), now: () => Date.now() }
const options = { active: false, createPlaces: true, skipRefused: false }

let folder: string
let org: Org
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-'))
  const path = join(folder, 'org.rolecall')
  const owner = { name: 'Dana Kim', email: 'dana@x.example' }
  valueOf(
    createOrg({ path, name: 'Northside', blueprint: aBlueprint('prokeep'), owner, timeZone: 'UTC' }, folder, sources),
  )
  org = valueOf(openOrgFile(path, { home: folder, sources }))
})
afterEach(() => {
  org.close()
  rmSync(folder, { recursive: true, force: true })
})

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function aFile(rows: number): string {
  const path = join(folder, 'staff.csv')
  writeFileSync(
    path,
    `email,name,site\n${Array.from({ length: rows }, (_, index) => `p${index}@x.example,P ${index},S${index % 90}`).join('\n')}\n`,
  )
  return path
}

const read = async (path: string, watch?: Watch) => readImport(path, org.state().blueprint.placeKinds, watch)
const preview = async (rows: number, watch?: Watch) => {
  const file = valueOf(await read(aFile(rows)))
  return previewImport(org, file, file.mapping, options, () => true, watch)
}

describe('an import', () => {
  it('goes through the door as one history item', async () => {
    const previewed = valueOf(await preview(2500))
    expect(listImportRows(previewed, { status: 'new', offset: 2400, limit: 1000 })).toMatchObject({
      total: 2500,
      rows: { length: 100 },
    })
    const before = org.revision().n
    const applied = valueOf(await applyImport(org, previewed, sources))
    expect(applied).toMatchObject({ added: 2500, changed: 0, places: 90 })
    expect(applied.changes).toHaveLength(4)
    expect(org.revision().n).toBe(before + 4)
    expect(org.state().staff.size).toBe(2501)
  })

  it('lets the event loop turn and tells how far it is', async () => {
    const told: string[] = []
    const watch: Watch = { onProgress: (phase, count, total) => told.push(`${phase} ${count}/${total}`) }
    const file = valueOf(await read(aFile(50_000), watch))
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const previewed = valueOf(await previewImport(org, file, file.mapping, options, () => true, watch))
    clearInterval(timer)
    expect(previewed.plan.counts.new).toBe(50_000)
    expect(turns).toBeGreaterThan(1)
    expect(told.filter((line) => line.startsWith('Reading')).length).toBeGreaterThan(1)
    expect(told.filter((line) => line.startsWith('Checking rows')).length).toBeGreaterThan(1)
    expect(told).toContain('Checking rows 50000/50000')
  })

  it('leaves nothing behind when cancelled at any point', async () => {
    const head = org.revision()
    const cancelled = { isCancelled: () => true }
    expect(await read(aFile(10), cancelled)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(await preview(10, cancelled)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    const previewed = valueOf(await preview(3000))
    expect(await applyImport(org, previewed, sources, cancelled)).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    })
    let isApplying = false
    const late: Watch = {
      onProgress: (phase, count) => {
        isApplying = phase === 'Applying' && count === 2
      },
      isCancelled: () => isApplying,
    }
    expect(await applyImport(org, previewed, sources, late)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(org.revision()).toEqual(head)
    expect(org.state().staff.size).toBe(1)
    expect(valueOf(await applyImport(org, previewed, sources)).added).toBe(3000)
  })

  it('asks for a new look when the organization changed meanwhile', async () => {
    const previewed = valueOf(await preview(3))
    valueOf(await applyImport(org, valueOf(await preview(3)), sources))
    expect(await applyImport(org, previewed, sources)).toMatchObject({ ok: false, error: { code: 'preview-is-old' } })
    expect(await applyImport(org, valueOf(await preview(3)), sources)).toMatchObject({
      ok: false,
      error: { code: 'nothing-to-change' },
    })
  })

  it('gives the top role before it takes it, in whatever order the rows stand', async () => {
    const read3 = async (text: string) => {
      const path = join(folder, 'roles.csv')
      writeFileSync(path, text)
      const file = valueOf(await read(path))
      return valueOf(await previewImport(org, file, file.mapping, { ...options, active: true }, () => true))
    }
    const roleOf = (name: string) => [...org.state().staff.values()].find((one) => one.name === name)?.role
    valueOf(await applyImport(org, await read3('email,name,role\nbo@x.example,Bo,member\n'), sources))

    const leaving = await read3('email,role\ndana@x.example,member\n')
    expect(leaving.plan.blockedBecause).toEqual([
      expect.stringMatching(/^After this file nobody active would be Admin/),
    ])
    expect(await applyImport(org, leaving, sources)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Without Dana Kim there would be no active Administrator any more/) },
    })

    const swapping = await read3('email,role\ndana@x.example,manager\nbo@x.example,administrator\n')
    expect(swapping.plan.blockedBecause).toEqual([])
    valueOf(await applyImport(org, swapping, sources))
    expect([roleOf('Dana Kim'), roleOf('Bo')]).toEqual(['manager', 'administrator'])
  })

  it('names the first refused row', async () => {
    const path = join(folder, 'staff.csv')
    writeFileSync(path, 'email,name\na@x.example,A\n,B\n')
    const file = valueOf(await read(path))
    const previewed = valueOf(await previewImport(org, file, file.mapping, options, () => true))
    expect(await applyImport(org, previewed, sources)).toMatchObject({
      ok: false,
      error: {
        code: 'rows-refused',
        at: 'line 3',
        message: expect.stringMatching(/One row is refused.*Line 3: There is no e-mail address/),
      },
    })
    const rest = valueOf(await previewImport(org, file, file.mapping, { ...options, skipRefused: true }, () => true))
    expect(valueOf(await applyImport(org, rest, sources)).added).toBe(1)
  })

  it('refuses mappings that do not fit', async () => {
    const file = valueOf(await read(aFile(2)))
    for (const mapping of [{ name: 1 }, { email: 0, name: 0 }, { email: 7 }]) {
      expect(await previewImport(org, file, mapping, options, () => true)).toMatchObject({
        ok: false,
        error: { code: 'bad-mapping' },
      })
    }
  })
})
