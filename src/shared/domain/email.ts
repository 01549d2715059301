const part = String.raw`[^\s@<>"(),:;\\[\]\p{Cc}]+`

/** One `@`, a domain with a dot, letters of any script (RFC 6531); no display name, no quoted local part. */
export const emailPattern = new RegExp(String.raw`^${part}@${part}\.${part}$`, 'u')

export const emailMaxLength = 254

export function isEmail(text: string): boolean {
  return text.length <= emailMaxLength && emailPattern.test(text)
}
