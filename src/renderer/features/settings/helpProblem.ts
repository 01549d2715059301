import { isHelpLink, type OrgHelp } from '../../../shared/domain/orgHelp'

/** What stands against help texts as they are written, in words; null when they can be kept. */
export function helpProblem({ contactLink, links }: OrgHelp): string | null {
  if (contactLink !== null && !isHelpLink(contactLink)) {
    return 'The link for questions must begin with https:// or mailto:.'
  }
  for (const [index, { title, url }] of links.entries()) {
    if (title === '') return `Link ${index + 1} needs a title.`
    if (!isHelpLink(url)) return `The address of link ${index + 1} must begin with https:// or mailto:.`
  }
  return null
}
