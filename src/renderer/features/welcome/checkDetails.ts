import type { z } from 'zod'
import { email, personName, placeName } from '../../../shared/operations/shapes'

export interface Details {
  readonly name: string
  readonly ownerName: string
  readonly ownerEmail: string
  readonly path: string
  readonly timeZone: string
  readonly passphrase: string
  readonly passphraseAgain: string
}

export type DetailField = keyof Details

/** What stands against the details, per field, in words; empty when they can be sent. */
export function checkDetails(details: Details): Partial<Record<DetailField, string>> {
  const found: Partial<Record<DetailField, string>> = {}
  const say = (field: DetailField, name: string, schema: z.ZodType) => {
    const parsed = schema.safeParse(details[field])
    if (!parsed.success) found[field] = `${name} ${parsed.error.issues[0]?.message ?? 'is not right'}.`
  }
  say('name', 'The name', placeName)
  say('ownerName', 'Your name', personName)
  if (details.ownerEmail.trim() === '') found.ownerEmail = 'Your e-mail must not be empty.'
  else say('ownerEmail', 'Your e-mail', email)
  if (details.path.trim() === '') found.path = 'Choose where to keep the file.'
  if (details.passphrase !== details.passphraseAgain) found.passphraseAgain = 'The two passphrases differ.'
  return found
}
