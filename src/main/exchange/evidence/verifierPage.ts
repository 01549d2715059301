/** The page that checks a pack in any browser, as one file. It is built when it is asked for, beside the rest of the app. */
export async function readVerifierPage(): Promise<string> {
  const { default: page } = await import('virtual:verifier-page')
  return page
}
