/** This load's nonce from the page's head, as the app:// handler wrote it; undefined where nobody asks for one. */
export const styleNonce: string | undefined = readStyleNonce()

function readStyleNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  const nonce = meta?.content || meta?.nonce
  return nonce === undefined || nonce === '' ? undefined : nonce
}
