import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createDesk } from '../../src/main/operations/createDesk'
import type { Desk, DeskHost } from '../../src/main/operations/desk'
import { seededSources } from './seededSources'
import { failure, value } from './value'

/** A folder that goes when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function aHost(folder: string, more: Partial<DeskHost> = {}): DeskHost {
  return {
    home: join(folder, 'home'),
    version: 'test',
    runtime: 'test',
    sources: seededSources(folder.slice(-6)),
    ...more,
  }
}

/** A desk of its own, closed when the test ends. */
export function aDesk(folder: string, more: Partial<DeskHost> = {}): Desk {
  const desk = createDesk(aHost(folder, more))
  onTestFinished(() => desk.close())
  return desk
}

/** A desk with a new organization open, and its owner acting. */
export async function aDeskWithOrg(
  blueprint: string,
  folder = aFolder(),
  more: { readonly ownRoles?: boolean } = {},
): Promise<{ desk: Desk; folder: string; path: string }> {
  const desk = aDesk(folder)
  const path = join(folder, 'northside.rolecall')
  value(
    await desk.call('org.create', {
      path,
      name: 'Northside Supply',
      blueprint,
      ownerName: 'Robin Shaw',
      ownerEmail: 'robin@northside.example',
      timeZone: 'Europe/Berlin',
      ...more,
    }),
  )
  value(await desk.call('org.open', { path }))
  return { desk, folder, path }
}

export { failure, value }
