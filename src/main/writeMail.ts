import { shell } from 'electron'
import { mailAddress } from './mailAddress'

/** The only door to the outside: the mail program, with an address that is always `mailto:`. */
export async function writeMail(mail: Parameters<typeof mailAddress>[0]): Promise<void> {
  await shell.openExternal(mailAddress(mail))
}
