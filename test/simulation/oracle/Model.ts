/** A person as the oracle sees them; what ends does so at UTC milliseconds. */
export interface Person {
  name: string | null
  email: string | null
  role: string
  state: string
  /** Place → end (null: none). */
  at: Map<string, number | null>
  grants: Map<string, { reach: string; places: string[] | null; untilMs: number | null }>
}

/** What an organization should look like. */
export interface Model {
  orgName: string
  registrar: string
  sequencer: string
  people: Map<string, Person>
  places: Map<string, { name: string; parent: string | null; archived: boolean }>
  /** `role/permission` → reach. */
  cells: Map<string, string>
  switches: Map<string, boolean>
  keys: Map<string, { kind: string; owner: string | null; revoked: boolean }>
  inbox: Map<string, { author: string; kind: string; on: (string | null)[]; rows: string; closed: string }>
}
