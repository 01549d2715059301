import { z } from 'zod'

/** Schemes that a help link may have. INVARIANT (links lead to pages and mail only): opening one checks this again. */
const linkSchemes: ReadonlySet<string> = new Set(['https:', 'mailto:'])

export function isHelpLink(url: string): boolean {
  if (url.length > 2000 || /[\s\p{Cc}]/u.test(url)) return false
  try {
    const parsed = new URL(url)
    if (!linkSchemes.has(parsed.protocol)) return false
    return parsed.protocol === 'mailto:'
      ? parsed.pathname.includes('@')
      : parsed.hostname !== '' && parsed.username === ''
  } catch {
    return false
  }
}

export const helpUrl = z.string().trim().refine(isHelpLink, 'must be a link that begins with https:// or mailto:')

/** Where questions about access go (S0.22), and pages that help (S3.25). Kept as the document `setting/help`. */
export const parseOrgHelp = z.object({
  /** In words: “Ask the front desk, extension 12”. */
  contact: z.string().trim().max(400).default(''),
  /** Where a question is sent; null: only the words. */
  contactLink: helpUrl.nullable().default(null),
  links: z
    .array(z.object({ title: z.string().trim().min(1, 'must not be empty').max(120), url: helpUrl }))
    .max(20)
    .default([]),
})
export type OrgHelp = z.output<typeof parseOrgHelp>

/** The plan that the organization pays for, in words. Kept as the document `setting/plan`; decides nothing. */
export const parseOrgPlan = z.object({ name: z.string().trim().max(120) })

export const noHelp: OrgHelp = { contact: '', contactLink: null, links: [] }
