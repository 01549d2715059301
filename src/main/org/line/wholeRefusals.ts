/** Why a change is refused before its rows are looked at (sync.md, "Settling a proposal", steps 1 and 2). */
export const wholeRefusals = {
  'key-revoked': 'The key of this change was revoked before it was settled.',
  'key-wrote-twice': 'Its key has signed two changes with one number: a copied file or key. The key is frozen.',
  'other-history': 'It was made on another history than this one.',
  'author-not-active': 'Its author was not active any more when it was settled.',
} as const

export type WholeRefusal = keyof typeof wholeRefusals
