import { z } from 'zod'

type Branded<Name extends string> = string & z.$brand<Name>

/** A person of the organization, for ever: 32 lower-case hex digits, never an e-mail (sync.md, "A change"). */
export type StaffId = Branded<'StaffId'>
export const parseStaffId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be a person id of 32 lower-case hex digits')
  .brand<'StaffId'>()

const keyPattern = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/

export type RoleKey = Branded<'RoleKey'>
export const parseRoleKey = z
  .string()
  .max(80)
  .regex(keyPattern, 'must be a role key like office-manager')
  .brand<'RoleKey'>()

export type PermissionKey = Branded<'PermissionKey'>
export const parsePermissionKey = z
  .string()
  .max(80)
  .regex(keyPattern, 'must be a permission key like users.view')
  .brand<'PermissionKey'>()

/** `kind:key`, for example `location:riverton` or `line:+15550100` (cli.md). */
export type PlaceId = Branded<'PlaceId'>
export const parsePlaceId = z
  .string()
  .max(160)
  .regex(/^[a-z][a-z-]*:[\p{L}\p{N}+][\p{L}\p{N}+.-]*$/u, 'must be a place like location:riverton')
  .brand<'PlaceId'>()

/** Lower-case hex SHA-256. */
export const parseSha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 of 64 lower-case hex digits')

/** SHA-256 of the change's domain-separated canonical bytes. */
export type ChangeId = Branded<'ChangeId'>
export const parseChangeId = parseSha256.brand<'ChangeId'>()

/** SHA-256 of the raw 32-byte Ed25519 public key. */
export type KeyId = Branded<'KeyId'>
export const parseKeyId = parseSha256.brand<'KeyId'>()

export function placeKind(place: PlaceId): string {
  return place.slice(0, place.indexOf(':'))
}

/**
 * The key that a place gets from its name: lower case, letters and digits, `-` between (cli.md).
 * A leading `+` of a telephone number stays. Empty when the name has neither letters nor digits.
 */
export function placeKeyFromName(name: string): string {
  const plus = /^\s*\+\p{N}/u.test(name) ? '+' : ''
  const words =
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 ? '' : plus + words.join('-').slice(0, 100)
}
