import { z } from 'zod'
import { emailMaxLength, emailPattern } from './email'
import { parsePermissionKey, parseRoleKey } from './ids'
import { parseReach } from './reach'

/** The first line of a setup file, so that a later Rolecall can tell what it reads. */
export const setupFormat = 'rolecall/setup/1'
export const setupTemplateFormat = 'rolecall/template/1'

/** `at: here` means the location of the setup. */
export const hereWord = 'here'

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters')
const word = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters')
const placeKey = z.string().trim().min(1, 'must not be empty').max(100, 'must be at most 100 characters')
const placeKind = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, 'must be a kind of place like group')
const email = z
  .string()
  .trim()
  .max(emailMaxLength, `must be at most ${emailMaxLength} characters`)
  .regex(emailPattern, 'must be an e-mail address like ana@example.org')
const onOff = z.union([z.boolean(), z.enum(['on', 'off'])], { error: 'must be on or off' })
const switches = z.record(z.string().max(80), onOff)

/** A place under the location, with what lies under it. */
const setupPlace = z.strictObject({
  kind: placeKind.describe('The kind of place, for example group, line, account or project.'),
  name: name.describe('The shown name.'),
  key: placeKey.optional().describe('The key behind kind: in place keys. Left out: made from the name.'),
  get places() {
    return z.array(setupPlace).max(1000).optional().describe('Places under this one.')
  },
})
export type SetupPlace = z.output<typeof setupPlace>

const setupPersonalGrant = z.strictObject({
  do: parsePermissionKey.describe('The permission.'),
  reach: parseReach
    .optional()
    .describe('How far. Left out: assigned, at this location, where places decide; all elsewhere.'),
  until: word.optional().describe('The last day (2026-12-31) or instant.'),
})

const setupPerson = z.strictObject({
  email: email.describe('Who. People are recognized by it.'),
  name: name.optional().describe('Needed for people who are not in the organization yet.'),
  role: parseRoleKey.optional().describe('Needed for people who are not in the organization yet; moves others to it.'),
  at: z
    .array(word)
    .max(1000)
    .optional()
    .describe('Places by name or as kind:key; here is the location itself. Left out: here.'),
  products: z.array(word).max(100).optional().describe('Products of the account; added to those of the setup.'),
  active: z.boolean().optional().describe('True: active at once. Left out: new people are invited.'),
  until: word.optional().describe('The last day (2026-12-31) or instant of the assignments.'),
  grants: z.array(setupPersonalGrant).max(100).optional().describe('Permissions besides those of the role.'),
})
export type SetupPerson = z.output<typeof setupPerson>

const wanted = z.strictObject({
  role: parseRoleKey,
  atLeast: z.int().min(1).max(1000).default(1),
})

/**
 * A new location as somebody describes it: in a setup file, or on the screens of the wizard. It says what shall be there
 * and takes nothing away, so that it can be applied again.
 */
export const parseSetup = z.strictObject({
  format: z.literal(setupFormat, { error: `must be ${setupFormat}` }),
  location: z
    .strictObject({
      name: name.describe('The shown name.'),
      key: placeKey.optional().describe('The key behind location:. Left out: made from the name.'),
      under: word.optional().describe('The place it lies under, by name or as kind:key. Left out: at the top.'),
    })
    .describe('The location.'),
  template: word.optional().describe('A template of the organization, by name or key.'),
  copy: z
    .strictObject({
      from: word.describe('A location of the organization, by name or as kind:key.'),
      places: z.boolean().optional().describe('False: not the places under it.'),
      people: z
        .enum(['none', 'managers', 'everyone'])
        .optional()
        .describe('Who of its people are assigned here too. Left out: none.'),
    })
    .optional()
    .describe('Takes over what another location has.'),
  places: z.array(setupPlace).max(1000).optional().describe('Places under the location.'),
  people: z.array(setupPerson).max(5000).optional().describe('People to invite or to assign.'),
  managers: z.array(email).max(1000).optional().describe('People assigned to the location itself, to look after it.'),
  products: z.array(word).max(100).optional().describe('Products of the account that everybody listed here uses.'),
  accountProducts: switches.optional().describe('Products of the whole account, on or off.'),
  features: switches.optional().describe('Features of the organization, on or off.'),
  settings: switches.optional().describe('Settings of the organization, on or off.'),
  grants: z
    .array(z.strictObject({ role: parseRoleKey, do: parsePermissionKey, reach: parseReach }))
    .max(1000)
    .optional()
    .describe('What roles may do, for the whole organization.'),
  wanted: z.array(wanted).max(40).optional().describe('How many people of a role shall be assigned here.'),
})
export type Setup = z.output<typeof parseSetup>

export function isOn(value: z.output<typeof onOff>): boolean {
  return value === true || value === 'on'
}

/** Stands for the name of the new location in the names of a template's places. */
export const locationWord = '{location}'

/** What a template keeps of a location: kinds and names, roles wanted, products. Never a person. */
export const parseSetupTemplate = z.strictObject({
  name,
  /** Of places under the location; `{location}` in a name stands for the name of the new one. */
  places: z.array(setupPlace).max(1000),
  wanted: z.array(wanted).max(40),
  products: z.array(word).max(100),
})
export type SetupTemplate = z.output<typeof parseSetupTemplate>

/** A template as a file. */
export const parseSetupTemplateFile = parseSetupTemplate.extend({
  format: z.literal(setupTemplateFormat, { error: `must be ${setupTemplateFormat}` }),
  wanted: z.array(wanted).max(40).default([]),
  products: z.array(word).max(100).default([]),
})

/** What becomes of one thing that a setup names: there after, changed, or so already. */
export const planMarks = ['+', '~', '='] as const
export type PlanMark = (typeof planMarks)[number]
