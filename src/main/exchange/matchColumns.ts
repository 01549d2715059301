import type { Blueprint } from '../../shared/domain/blueprint'
import type { ColumnMapping, ImportField } from '../../shared/domain/staffImport'

type PlaceKind = Blueprint['placeKinds'][number]

/** Column names that are understood, in the order in which one is preferred over another (cli.md). */
const understood: Readonly<Record<ImportField, readonly string[]>> = {
  email: ['email', 'emailaddress', 'workemail', 'workemailaddress', 'primaryemail', 'mail', 'userprincipalname'],
  name: ['name', 'fullname', 'displayname'],
  firstName: ['firstname', 'givenname', 'forename'],
  lastName: ['lastname', 'surname', 'familyname'],
  role: ['role', 'accesslevel', 'usertype', 'permissionlevel'],
  places: [
    'location',
    'locations',
    'branch',
    'branches',
    'site',
    'sites',
    'office',
    'offices',
    'group',
    'groups',
    'place',
    'places',
  ],
}

const locationNames = ['location', 'locations', 'branch', 'branches', 'site', 'sites', 'office', 'offices']
const groupNames = ['group', 'groups']

/** A column name without case, spaces, punctuation and remarks in brackets: "Email Address [Required]" → "emailaddress". */
export function columnWord(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\[[^\]]*\]|\([^)]*\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Finds the fields of a staff file by its column names, in any case and order. Kinds of place of the organization count too. */
export function matchColumns(header: readonly string[], placeKinds: readonly PlaceKind[]): ColumnMapping {
  const words = header.map(columnWord)
  const mapping: { [Field in ImportField]?: number } = {}
  const morePlaces: number[] = []
  for (const [field, names] of Object.entries(understood) as [ImportField, readonly string[]][]) {
    const accepted = field === 'places' ? [...names, ...placeKinds.flatMap(kindWords)] : names
    const column = accepted.map((name) => words.indexOf(name)).find((index) => index !== -1)
    if (column !== undefined) mapping[field] = column
    if (field === 'places') {
      words.forEach((word, index) => {
        if (index !== column && accepted.includes(word)) morePlaces.push(index)
      })
    }
  }
  if (mapping.name !== undefined) {
    delete mapping.firstName
    delete mapping.lastName
  }
  return morePlaces.length === 0 ? mapping : { ...mapping, morePlaces }
}

/**
 * The kind that unknown places of this column are created as: the kind that the column is named after (a branch, site or
 * office is a location), otherwise the first kind that counts for reaches.
 */
export function kindForColumn(header: string, blueprint: Pick<Blueprint, 'placeKinds' | 'scopeKinds'>): string {
  const word = columnWord(header)
  const has = (kind: string) => blueprint.placeKinds.some((placeKind) => placeKind.key === kind)
  const named = blueprint.placeKinds.find((placeKind) => kindWords(placeKind).includes(word))
  if (named !== undefined) return named.key
  if (locationNames.includes(word) && has('location')) return 'location'
  if (groupNames.includes(word) && has('group')) return 'group'
  return blueprint.scopeKinds.find((kind) => kind !== 'product') ?? 'location'
}

function kindWords(kind: PlaceKind): string[] {
  return [kind.key, kind.name, kind.plural].map(columnWord)
}
