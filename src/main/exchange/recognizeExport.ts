import type { ColumnMapping } from '../../shared/domain/staffImport'
import { columnWord, matchColumns } from './matchColumns'

/** A staff list as another product exports it. */
export interface KnownExport {
  readonly name: string
  /** Columns that mean something else there than in a hand-made file. */
  readonly mapping: ColumnMapping
  /** A sentence when the row is not a member of staff; null otherwise. */
  notStaff(cells: readonly string[]): string | null
}

type Columns = ReadonlyMap<string, number>

/**
 * Recognizes the exports of Google Workspace, Microsoft Entra and Slack by their column names.
 * Sources: the products' own files: "Status [READ ONLY]" of Google's users download; userType, accountEnabled and
 * "Block credential" of Microsoft's; status and billing-active of Slack's member list.
 */
export function recognizeExport(header: readonly string[]): KnownExport | null {
  const columns: Columns = new Map(header.map((name, column) => [columnWord(name), column] as const).toReversed())
  const has = (...names: string[]) => names.every((name) => columns.has(name))
  // What these products call a role or a location is not what it is here; a person may still map it.
  const { role: _role, places: _places, morePlaces: _more, ...mapping } = matchColumns(header, [])
  if (has('emailaddress', 'orgunitpath', 'status')) {
    return {
      name: 'Google Workspace',
      mapping,
      notStaff: (cells) => {
        const status = word(cells, columns, 'status')
        return status === '' || status === 'active' ? null : `${capital(status)} in Google Workspace.`
      },
    }
  }
  if (has('userprincipalname') && (has('usertype') || has('accountenabled') || has('blockcredential'))) {
    return {
      name: 'Microsoft Entra',
      // `mail` is empty for people without a mailbox; the principal name never is.
      mapping: { ...mapping, email: columns.get('userprincipalname')! },
      notStaff: (cells) => {
        if (word(cells, columns, 'usertype') === 'guest') return 'A guest in Microsoft Entra.'
        const isBlocked =
          word(cells, columns, 'accountenabled') === 'false' || word(cells, columns, 'blockcredential') === 'true'
        return isBlocked ? 'Deactivated in Microsoft Entra.' : null
      },
    }
  }
  if (has('username', 'email', 'status', 'billingactive')) {
    return {
      name: 'Slack',
      mapping,
      notStaff: (cells) => {
        const status = word(cells, columns, 'status')
        if (status === 'bot' || status === 'app') return 'A bot in Slack.'
        if (status === 'deactivated' || status === 'inactive') return 'Deactivated in Slack.'
        return /guest|restricted/.test(status) ? 'A guest in Slack.' : null
      },
    }
  }
  return null
}

function word(cells: readonly string[], columns: Columns, name: string): string {
  const column = columns.get(name)
  return column === undefined ? '' : (cells[column] ?? '').trim().toLowerCase()
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
