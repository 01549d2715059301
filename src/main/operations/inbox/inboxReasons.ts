import type { Verdict } from '../../../shared/domain/change'

/** Who and what a reason is about, as the reader may call them. */
export interface ReasonContext {
  /** Whoever made the edit. */
  readonly author: string
  /** Whom it is about, or “this person”. */
  readonly person: string
  /** What it is about: “the role of Bo”, “Riverton”. */
  readonly thing: string
}

type Say = (about: ReasonContext) => string

const said =
  (text: string): Say =>
  () =>
    text

/**
 * Why an edit did not go through, as a sentence for each code that an entry may carry. Entries hold codes alone, since
 * what is signed and kept for ever names nobody; who is named here is whom the reader may see (S0.14).
 */
export const inboxReasons: Readonly<Record<string, Say>> = {
  // The whole change
  'key-revoked': ({ author }) => `The key of ${author} was revoked before this edit was settled.`,
  'key-wrote-twice': said('Its key has signed two changes with one number: a copied file or key. The key is frozen.'),
  'other-history': said('It was made on another history than this one.'),
  'author-not-active': ({ author }) => `${capital(author)} was not active any more when it was settled.`,
  'unknown-key': said('Its key is not enrolled.'),
  gap: said('A change that was made before it is missing.'),
  ahead: said('It was made on a later state than this one.'),

  // The author’s rights when it was settled
  'not-active': ({ author }) => `${capital(author)} was not active when it was settled.`,
  expired: ({ author }) => `The right of ${author} to do this had ended before it was settled.`,
  'not-granted': ({ author }) => `${capital(author)} did not have the right to do this when it was settled.`,
  'not-specified': ({ author }) => `Nothing said that ${author} may do this when it was settled.`,
  'needs-permission': ({ author }) => `It needs another permission, which ${author} did not have.`,
  'needs-fact': said('It needs something that was not so when it was settled.'),
  'needs-feature': said('It needs a feature that was off when it was settled.'),
  'feature-off': said('It needs a feature that was off when it was settled.'),
  'setting-off': said('It needs a setting that was off when it was settled.'),
  'product-off': said('It needs a product that is not active for this organization.'),
  'assign-product': ({ author }) => `${capital(author)} did not have the product that it needs.`,
  'no-product': ({ author }) => `${capital(author)} did not have the product that it needs.`,
  'no-place': ({ author }) => `${capital(author)} held no place where they may do this when it was settled.`,
  'place-not-assigned': ({ author }) => `It lies at a place to which ${author} was not assigned when it was settled.`,
  'not-own-place': ({ author }) => `It gives a place that ${author} did not have when it was settled.`,
  'above-own-reach': ({ author }) => `It gives more than ${author} had when it was settled.`,
  'not-own': ({ author }) => `${capital(author)} may do this only with what they made themselves.`,
  'not-shared': ({ author }) => `${capital(author)} may do this only with what was shared with them.`,
  'not-connected': ({ author }) => `${capital(author)} may do this only for people with whom they share a place.`,
  'not-managed': ({ author }) => `${capital(author)} did not manage people of that role when it was settled.`,
  rank: ({ author }) => `That role stood above the one of ${author} when it was settled.`,
  'not-visible': ({ author }) => `${capital(author)} could not see this person when it was settled.`,
  masked: said('The details of this person are for that person alone.'),
  'not-top-role': said('Only somebody with the top role may do this.'),
  'top-role-only': said('Only somebody with the top role may do this.'),
  'self-lockout': ({ author }) => `It would have taken away the right that ${author} was using, for good.`,

  // People
  removed: ({ person }) => `${capital(person)} was removed before it was settled. Restore them first.`,
  purged: said('This person was purged: only the history remains.'),
  'not-removed': ({ person }) => `${capital(person)} was not in Restore any more when it was settled.`,
  'no-such-person': said('There was no such person when it was settled.'),
  'same-person': said('A person cannot be merged into themselves.'),
  'id-taken': said('This person had been added already.'),
  'email-taken': said('Its e-mail address belonged to somebody else already. Each person has an address of their own.'),
  'email-in-restore': said(
    'Its e-mail address belonged to somebody in Restore. Restore them, or purge them first to use the address again.',
  ),
  'still-assigned': ({ person }) =>
    `${capital(person)} was still assigned where the lower role sees nothing. Hand that over or drop it first.`,
  'not-down': said('The ladder allows a plain move there. Set the role instead.'),
  'up-only': said('On this ladder roles only move up.'),
  singleton: said('There is exactly one person of that role, who cannot be added, moved or removed.'),
  'last-of-top-role': ({ person }) =>
    `Without ${person} there would have been nobody active of the top role any more. Give somebody else that role first.`,

  // Things that changed or went
  'changed-meanwhile': ({ thing }) => `${capital(thing)} had been changed meanwhile.`,
  together: said('It moves a threshold together with other roles, and those did not go through.'),
  'contains-below': said('Each role must hold at least what the role below it holds, and it would not any more.'),
  'nothing-to-change': said('Nothing was to be changed.'),
  'unknown-role': said('That role did not exist any more when it was settled.'),
  'unknown-permission': said('That permission did not exist any more when it was settled.'),
  'unknown-place': said('That place did not exist any more when it was settled.'),
  'unknown-switch': said('The organization has no such switch.'),
  'unknown-kind': said('The organization has no places of that kind.'),
  'archived-place': said('That place had been archived. Bring it back first.'),
  'place-exists': said('A place of that name existed already.'),
  'place-in-use': said('That place was in use. Archive it instead, so that nothing is lost.'),
  'fixed-products': said('The products of the account come with its blueprint.'),
  'bad-parent': said('That place cannot lie there.'),
  'reach-not-allowed': said('That permission cannot reach so far.'),
  'role-locked': said('That role is locked and cannot be edited.'),
  'row-fixed': said('That permission is fixed and cannot be edited.'),
  'role-exists': said('A role of that name existed already.'),
  'role-name-taken': said('A role of that name existed already.'),
  'role-has-people': said('Somebody still had that role. Give them another one first.'),
  'top-role': said('The top of the ladder stays as it is.'),
  'fixed-roles': said('The roles and permissions of this blueprint are fixed. Make the blueprint your own first.'),
  'too-many-roles': said('A ladder holds at most 40 roles.'),
  'too-many-permissions': said('A blueprint holds at most 400 permissions.'),
  'permission-exists': said('A permission of that name existed already.'),
  'permission-in-use': said('Somebody had been given that permission since. Take that away first.'),
  'permission-needed': said('Another permission needs that one, so it must stay.'),
  'permission-guards': said('That permission decides who may use Rolecall itself, so it must stay.'),
  'permission-lands': said('A default view takes that permission, so it must stay.'),
  'bad-permission': said('The permission does not go by its own name.'),
  'area-in-use': said('That area still listed permissions. Move them to another area first.'),
  'last-area': said('A blueprint has at least one area.'),
  'broken-blueprint': said('The blueprint would not hold together with it.'),
  'not-a-copy': said('A blueprint becomes your own as it is, under another name, without other changes.'),
  'not-an-update': said('An update of a blueprint adds permissions and changes words, and nothing else.'),
  'too-large': said('It is too large to be kept.'),
  'bad-document': said('It does not have the form that is kept here.'),
  'not-first': said('An organization is created by its first change only.'),

  // Consoles and keys
  'bad-key': said('The key in it is no key that can be used.'),
  'bad-proof': said('It does not show that its console holds the key. Make a new request.'),
  'key-known': said('That key was known already. Make a new request.'),
  'no-such-key': said('There was no such key when it was settled.'),
  'no-such-console': said('Changes can be settled by an enrolled console only.'),
  registrar: said('That console settles the changes of the organization. Hand that over to another first.'),
  'last-key': said('That is the only key with which anybody of the top role can act. Enrol another one first.'),
  'recovery-words': said('These are not the recovery words of this organization.'),
  'no-such-item': said('There is no such item in the inbox.'),
}

/** A whole sentence for a code, also for one that a newer Rolecall gave. */
export function sayReason(code: string, verdict: Verdict, about: ReasonContext): string {
  const say = inboxReasons[code]
  if (say !== undefined) return say(about)
  return verdict === 'held'
    ? `${capital(about.thing)} was not any more as ${about.author} had seen it.`
    : `It was against the rules when it was settled (${code}).`
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
