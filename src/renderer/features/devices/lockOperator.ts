import { closeOrg, useOpeningStore } from '../../stores/openingStore'

/** Why a key without a passphrase cannot be locked. */
export const nothingLocks = 'Set a passphrase first: without one, nothing locks.'

/** Closes the organization and asks for the passphrase of whoever acted, even where this computer keeps it. */
export async function lockOperator(path: string, email: string): Promise<void> {
  await closeOrg()
  await useOpeningStore.getState().open(path, { as: email, useKept: false })
}
