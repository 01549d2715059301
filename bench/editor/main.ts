import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk } from '../../src/main/operations/createDesk'
import type { Desk } from '../../src/main/operations/desk'
import { shippedBlueprints } from '../../src/main/org/shippedBlueprints'
import type { PermissionKey, RoleKey } from '../../src/shared/domain/ids'
import type { Reach } from '../../src/shared/domain/reach'
import type { OperationCall, OperationName, OperationOutput } from '../../src/shared/operations/contract'
import { seededSources } from '../../test/helpers/seededSources'

// From the call of an operation to its whole answer, as the window asks it: rules after the edits, everyone's differences,
// names of 400, authority, advice. The window adds its own drawing and the bridge.

const people = Number(process.env['ROLECALL_BENCH_PEOPLE'] ?? 100_000)
const rounds = Number(process.env['ROLECALL_BENCH_ROUNDS'] ?? 60)
const only = process.env['ROLECALL_BENCH_BLUEPRINT']
type Edit = { role: RoleKey; permission: PermissionKey; reach: Reach | null }

const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
try {
  console.log(`# The permission editor with ${people.toLocaleString('en')} people\n`)
  console.log(
    `${cpus()[0]!.model}, ${cpus().length} cores · Node ${process.version} · ${rounds} rounds, milliseconds\n`,
  )
  console.log(
    '| blueprint | places | one edit, median (worst) | ten edits, median (worst) | first after opening | right after an edit of a person | who has it, median (worst) | matrix, median |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
  for (const { id } of shippedBlueprints()) if (only === undefined || id === only) console.log(await measure(id))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(blueprint: string): Promise<string> {
  const path = join(folder, `${blueprint}.rolecall`)
  const desk = createDesk({
    home: join(folder, 'home'),
    version: 'bench',
    runtime: 'bench',
    sources: seededSources('b'),
  })
  const call = async <Name extends OperationName>(name: Name, input: OperationCall<Name>) => {
    const answer = await desk.call(name, input)
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`)
    return answer.value as OperationOutput<Name>
  }
  await call('org.sample', { path, blueprint, people, seed: 1 })
  await call('org.open', { path })
  const matrix = await call('grant.matrix', {})
  const edits = editsOf(matrix)
  const preview = (list: readonly Edit[]) => timed(() => call('grant.preview', { edits: [...list], limit: 400 }))
  const first = await preview(edits.slice(0, 1))
  for (const edit of edits.slice(0, 20)) await preview([edit])
  const one: number[] = []
  const ten: number[] = []
  const who: number[] = []
  const table: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const from = (round * 7) % edits.length
    one.push(await preview(edits.slice(from, from + 1)))
    ten.push(await preview(distinct([...edits.slice(from), ...edits]).slice(0, 10)))
    const asked = matrix.permissions[round % matrix.permissions.length]!
    who.push(await timed(() => call('access.whoCan', { do: asked.key, limit: 9 })))
    table.push(await timed(() => call('grant.matrix', {})))
  }
  const afterEdit = await afterPerson(desk, call, () => preview(edits.slice(0, 1)))
  const places = desk.org!.state().places.size
  desk.close()
  return `| ${blueprint} | ${places} | ${spread(one)} | ${spread(ten)} | ${first.toFixed(0)} | ${afterEdit.toFixed(0)} | ${spread(who)} | ${median(table).toFixed(1)} |`
}

/** Every other value of every cell that can be edited, one edit each; cells of the roles with most people first. */
function editsOf(matrix: OperationOutput<'grant.matrix'>): Edit[] {
  const crowded = [...matrix.roles].sort((one, other) => other.people - one.people)
  return crowded.flatMap((role) =>
    matrix.permissions.flatMap((permission) => {
      const cell = permission.cells.find((each) => each.role === role.key)!
      if (!cell.isEditable) return []
      return cell.allowedReaches
        .filter((reach) => reach !== cell.reach)
        .map((reach) => ({ role: role.key, permission: permission.key, reach }))
    }),
  )
}

function distinct(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.role}/${edit.permission}`, edit])).values()]
}

async function afterPerson(
  desk: Desk,
  call: (name: 'staff.edit', input: OperationCall<'staff.edit'>) => Promise<unknown>,
  preview: () => Promise<number>,
): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) {
    await call('staff.edit', { staffId: desk.org!.actor!, name: `Robin Shaw ${round}` })
    times.push(await preview())
  }
  return median(times)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function median(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[times.length >> 1]!
}

function spread(times: readonly number[]): string {
  return `${median(times).toFixed(1)} (${Math.max(...times).toFixed(1)})`
}
