import { z } from 'zod'
import { parseOrgHelp } from '../domain/orgHelp'
import { operation } from './operation'
import { applied, impact, nothing, reasons } from './shapes'

export const settingsOperations = {
  'org.settings': operation({
    scope: 'org',
    writes: false,
    summary: 'What an organization says about itself: name, time zone, plan, help contact and help links.',
    input: nothing,
    output: z.object({ name: z.string(), timeZone: z.string(), plan: z.string(), help: parseOrgHelp }),
    errors: [],
  }),
  'org.edit': operation({
    scope: 'org',
    writes: true,
    summary: 'Changes the name, the time zone or the plan of the organization.',
    input: z.object({
      name: z.string().trim().min(1, 'must not be empty').max(200).optional(),
      timeZone: z.string().max(100).optional(),
      plan: z.string().trim().max(120).optional(),
    }),
    output: applied,
    errors: ['bad-time-zone', 'nothing-to-change', 'refused'],
  }),
  'help.set': operation({
    scope: 'org',
    writes: true,
    summary: 'Writes down where questions go and which pages help. Refusals and the Help menu show it.',
    input: parseOrgHelp,
    output: applied,
    errors: ['nothing-to-change', 'refused'],
  }),
  'switch.preview': operation({
    scope: 'org',
    writes: false,
    summary: 'Who gains and who loses by turning a feature, product or setting, by name; changes nothing.',
    input: z.object({
      kind: z.enum(['feature', 'product', 'setting']),
      key: z.string().max(80),
      on: z.boolean(),
      limit: z.int().min(0).max(200_000).default(200),
    }),
    output: impact.extend({
      /** Empty when the actor may turn it. */
      refusedBecause: reasons,
    }),
    errors: ['unknown-switch'],
  }),
  'app.openLink': operation({
    scope: 'desk',
    writes: false,
    summary: 'Opens a help link outside of Rolecall, after asking. Only https and mailto.',
    input: z.object({ url: z.string().max(2000) }),
    output: z.object({ opened: z.boolean() }),
    errors: ['bad-link', 'no-display'],
  }),
} as const
