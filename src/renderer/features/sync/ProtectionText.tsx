import Box from '@mui/material/Box'

/** The promise of exchanging, as docs/sync.md makes it. */
export function ProtectionText() {
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Box>
        <b>Stopped:</b> altered, reordered, replayed or foreign files, and shortened ones as soon as somebody who has
        more is heard from; edits without authority by a changed client; work of removed people or revoked keys; silent
        overwrite.
      </Box>
      <Box>
        <b>Detected:</b> one key that writes two histories, a console that settles two histories, a copied file that
        goes on under the same key, missing files. Exchanging then stops, and the entry is named.
      </Box>
      <Box>
        <b>Not stopped:</b> malware on an enrolled desktop; a stolen owner’s console or recovery words; reading the
        files, since every copy holds all staff data and visibility rules are for screens and exports; what other
        systems do with the roles.
      </Box>
    </Box>
  )
}
