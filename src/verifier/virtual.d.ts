/** The page in one file, made by scripts/verifierPage.ts while the rest is built. */
declare module 'virtual:verifier-page' {
  const page: string
  export default page
}
