import { resolve } from 'node:path'
import { done, failed } from '../../shared/domain/result'
import type { StaffId } from '../../shared/domain/ids'
import type { staffColumns } from '../../shared/operations/bulk'
import { writeStaffTable } from '../exchange/writeStaffTable'
import type { Org } from '../org/Org'
import { findSomePeople } from './findSomePeople'
import { presentStaff } from './present'
import { seeingPerson } from './seenBy'
import type { OrgHandlers } from './session'

type Column = (typeof staffColumns)[number]

/** More lines than this are for a file, not for a clipboard. */
const mostCopied = 20_000

const headers: Readonly<Record<Column, string>> = {
  name: 'Name',
  email: 'E-mail',
  role: 'Role',
  state: 'State',
  places: 'Location',
  until: 'Until',
  added: 'Added',
}

export const staffTableHandlers: Pick<OrgHandlers, 'staff.export' | 'staff.copyTable'> = {
  'staff.export': (org, { who, columns, path, replace, job }, session) =>
    session.watch(job, async (watch) => {
      const people = findSomePeople(org, who)
      if (people.length === 0) return nobody
      const rows = people.map((id) => () => cellsOf(org, id, columns))
      const target = resolve(path)
      const written = await writeStaffTable(target, headersOf(columns), rows, replace, watch)
      return written.ok ? done({ path: target, people: people.length }) : written
    }),

  'staff.copyTable': (org, { who, columns }) => {
    const people = findSomePeople(org, who)
    if (people.length === 0) return nobody
    if (people.length > mostCopied) {
      return failed(
        'too-many',
        `${people.length.toLocaleString('en')} people are too many to copy. Export them as CSV.`,
      )
    }
    // A tab or a line break inside a cell would move everything after it.
    const line = (cells: readonly string[]) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')
    const lines = [headersOf(columns), ...people.map((id) => cellsOf(org, id, columns))]
    return done({ text: lines.map(line).join('\n'), people: people.length })
  },
}

const nobody = failed('nobody', 'Nobody here fits, so there is nothing to write.')

function headersOf(columns: readonly Column[]): string[] {
  return columns.map((column) => headers[column])
}

/** One person as the list shows them: masked people with name and role only (S4.6). */
function cellsOf(org: Org, id: StaffId, columns: readonly Column[]): string[] {
  const row = presentStaff(org.state(), org.state().staff.get(id)!, seeingPerson(org, id) === 'masked', org.now())
  const day = (atMs: number) => new Date(atMs).toISOString()
  return columns.map((column) => {
    switch (column) {
      case 'name':
        return row.name ?? ''
      case 'email':
        return row.email ?? ''
      case 'role':
        return row.role.name
      case 'state':
        return row.masked ? '' : row.state
      case 'places':
        return row.at.map(({ name }) => name).join('; ')
      case 'until':
        return row.coverUntilMs === null ? '' : day(row.coverUntilMs)
      case 'added':
        return row.masked ? '' : day(row.addedAtMs)
    }
  })
}
