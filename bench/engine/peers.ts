import { AbilityBuilder, createMongoAbility, subject as asSubject, type MongoAbility } from '@casl/ability'
import { preparsePolicySet, statefulIsAuthorized, type Entities } from '@cedar-policy/cedar-wasm/nodejs'
import { AccessControl } from 'accesscontrol'
import { newEnforcer, newModelFromString, StringAdapter, type Enforcer } from 'casbin'
import RBAC from 'easy-rbac'
import { createPermix } from 'permix'
import { toCedar } from '../../src/main/exchange/toCedar'
import type { StaffId } from '../../src/shared/domain/ids'
import type { OrgState } from '../../src/shared/domain/orgState'
import { nowMs } from './makeOrg'
import { fits, peerOrg, type PeerOrg, type Question, type Subject, type Table } from './subjects'

export type Decide = (question: Question) => boolean | Promise<boolean>

export interface Peer {
  readonly name: string
  /** null for the reference lines. */
  readonly packageName: string | null
  /** How many decisions are measured; slow ones get fewer. */
  readonly decisions: number
  readonly setUp: (state: OrgState, sample: readonly Question[]) => Decide | Promise<Decide>
}

interface Asked {
  readonly subject: Subject
  readonly question: Question
}

/** Finds the person and asks what is set up for their role, or for them alone. */
function bySubject<Engine>(
  state: OrgState,
  makeEngine: (table: Table, org: PeerOrg) => Engine,
  ask: (engine: Engine, asked: Asked) => boolean | Promise<boolean>,
): Decide {
  const org = peerOrg(state)
  const engines = new Map([...org.tables].map(([key, table]) => [key, makeEngine(table, org)]))
  return (question) => {
    const subject = org.subjects.get(question.who)
    return subject !== undefined && ask(engines.get(subject.key)!, { subject, question })
  }
}

export const peers: readonly Peer[] = [
  {
    name: '@casl/ability',
    packageName: '@casl/ability',
    decisions: 50_000,
    setUp: (state) =>
      bySubject<MongoAbility>(
        state,
        (table) => {
          const { can, build } = new AbilityBuilder<MongoAbility>((rules, options) =>
            createMongoAbility(
              rules as never,
              {
                ...options,
                conditionsMatcher: (matches: unknown) => matches as (record: object) => boolean,
              } as never,
            ),
          )
          for (const [permission, reach] of table) {
            if (reach === 'all') can(permission, 'Record')
            else if (reach !== 'none') {
              can(permission, 'Record', ((asked: Asked) => fits(reach, asked.subject, asked.question)) as never)
            }
          }
          return build()
        },
        (ability, asked) => ability.can(asked.question.do, asSubject('Record', asked as never)),
      ),
  },
  {
    name: 'easy-rbac',
    packageName: 'easy-rbac',
    decisions: 50_000,
    setUp: (state) => {
      const org = peerOrg(state)
      const roles = [...org.tables].map(([key, table]) => [
        key,
        {
          can: [...table].flatMap(([permission, reach]): object[] =>
            reach === 'none'
              ? []
              : reach === 'all'
                ? [permission as unknown as object]
                : [{ name: permission, when: (asked: Asked) => fits(reach, asked.subject, asked.question) }],
          ),
        },
      ])
      const rbac = new RBAC(Object.fromEntries(roles) as never)
      return (question) => {
        const subject = org.subjects.get(question.who)
        return subject !== undefined && rbac.can(subject.key, question.do, { subject, question })
      }
    },
  },
  {
    name: 'permix',
    packageName: 'permix',
    decisions: 50_000,
    setUp: (state) =>
      bySubject(
        state,
        (table) => {
          const permix = createPermix<Record<string, [{ name: string; type: Asked }]>>()
          const rules = [...table].map(([permission, reach]) => [
            permission.slice(0, permission.indexOf('.')),
            {
              use:
                reach === 'all'
                  ? true
                  : reach === 'none'
                    ? false
                    : (asked: Asked) => fits(reach, asked.subject, asked.question),
            },
          ])
          permix.setup(Object.fromEntries(rules) as never)
          return permix as unknown as { check: (path: string, asked: Asked) => boolean }
        },
        (permix, asked) => permix.check(asked.question.do, asked),
      ),
  },
  {
    name: 'casbin',
    packageName: 'casbin',
    decisions: 400,
    setUp: async (state, sample) => {
      const org = peerOrg(state)
      const model = [
        '[request_definition]\nr = subject, question, do',
        '[policy_definition]\np = do, reach',
        '[policy_effect]\ne = some(where (p.eft == allow))',
        '[matchers]\nm = r.do == p.do && fits(p.reach, r.subject, r.question)',
      ].join('\n')
      const enforcers = new Map<string, Enforcer>()
      const keys = new Set(sample.flatMap((question) => org.subjects.get(question.who)?.key ?? []))
      for (const key of keys) {
        const lines = [...(org.tables.get(key) ?? [])]
          .filter(([, reach]) => reach !== 'none')
          .map(([permission, reach]) => `p, ${permission}, ${reach}`)
        const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(lines.join('\n')))
        enforcer.addFunction('fits', fits as never)
        enforcers.set(key, enforcer)
      }
      return (question) => {
        const subject = org.subjects.get(question.who)
        return subject !== undefined && enforcers.get(subject.key)!.enforceSync(subject, question, question.do)
      }
    },
  },
  {
    name: '@cedar-policy/cedar-wasm',
    packageName: '@cedar-policy/cedar-wasm',
    decisions: 400,
    setUp: (state, sample) => {
      // Entities of the people asked about only: all of them do not fit into the engine's memory at this size.
      const ids = new Set<StaffId>(sample.map((question) => question.who))
      const apart = [...state.staff].filter(([id, person]) => ids.has(id) || person.personalGrants.length > 0)
      const org = toCedar({ ...state, staff: new Map(apart) }, nowMs)
      const parsed = preparsePolicySet('bench', { staticPolicies: org.policies })
      if (parsed.type === 'failure') throw new Error(parsed.errors[0]?.message)
      const entityOf = new Map(org.entities.map((entity) => [entity.uid.id, entity]))
      return ({ who, do: permission, place, createdBy }) => {
        const group = place === null ? [] : [{ __entity: { type: 'Place', id: place } }]
        const record = { uid: { type: 'Record', id: 'r' }, attrs: { at: { group, location: [] } }, parents: [] }
        const answer = statefulIsAuthorized({
          principal: { type: 'Person', id: who },
          action: { type: 'Action', id: permission },
          resource: { type: 'Record', id: 'r' },
          context: {
            sharedWith: [],
            facts: {},
            ...(createdBy === null ? {} : { createdBy: { __entity: { type: 'Person', id: createdBy } } }),
          },
          preparsedPolicySetId: 'bench',
          entities: [entityOf.get(who)!, record] as unknown as Entities,
        })
        if (answer.type === 'failure') throw new Error(answer.errors[0]?.message)
        return answer.response.decision === 'allow'
      }
    },
  },
  {
    name: 'accesscontrol',
    packageName: 'accesscontrol',
    decisions: 20_000,
    setUp: (state) => {
      const org = peerOrg(state)
      const resource = (permission: string, reach: string): string => `${permission.replace('.', '_')}_${reach}`
      const control = new AccessControl()
      for (const [key, table] of org.tables) {
        const resources = [...table].flatMap(([permission, reach]) =>
          reach === 'none' ? [] : [resource(permission, reach)],
        )
        control.grant(`k${key}`).readAny(resources)
      }
      return (question) => {
        const subject = org.subjects.get(question.who)
        if (subject === undefined) return false
        const holds = (reach: string): boolean =>
          control.can(`k${subject.key}`).readAny(resource(question.do, reach)).granted
        // It knows no places: it says which reach is granted, and the caller checks the record.
        return (['all', 'assigned', 'own'] as const).some((reach) => fits(reach, subject, question) && holds(reach))
      }
    },
  },
  {
    name: 'plain Map/Set (no peer)',
    packageName: null,
    decisions: 50_000,
    setUp: (state) => {
      const { subjects, tables } = peerOrg(state)
      return (question) => {
        const subject = subjects.get(question.who)
        return subject !== undefined && fits(tables.get(subject.key)!.get(question.do)!, subject, question)
      }
    },
  },
]
