/** What a check needs of the machine it runs on: Node's own, or a library's in a browser. */
export interface Primitives {
  /** Of the parts one after the other, text as UTF-8; lower-case hex. */
  sha256(...parts: readonly (string | Uint8Array)[]): string
  /** Checks Ed25519 signatures of one key (raw hex); null when the key is of small order or no point of the curve. */
  signatureChecker(publicKey: string): ((message: string, signature: Uint8Array) => boolean) | null
}
