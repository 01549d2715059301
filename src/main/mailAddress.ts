/** Longer addresses are cut off or refused by some desktops (ShellExecute on Windows: 2,081 characters). */
const longest = 1900

/**
 * A message as a `mailto:` address (RFC 6068). Every part is percent-encoded, so none can add a header or another
 * recipient; a body that is too long ends with a word about it.
 */
export function mailAddress(mail: { readonly to: string; readonly subject: string; readonly body: string }): string {
  const head = `mailto:${encodeURIComponent(mail.to)}?subject=${encodeURIComponent(mail.subject)}&body=`
  const lines = mail.body.replace(/\r?\n/g, '\r\n')
  const whole = head + encodeURIComponent(lines)
  if (whole.length <= longest) return whole
  const characters = Array.from(lines)
  let kept = characters.length
  const cut = () => head + encodeURIComponent(`${characters.slice(0, kept).join('')}…`)
  while (kept > 0 && cut().length > longest) kept = Math.floor(kept * 0.9)
  return cut()
}
