import Box from '@mui/material/Box'
import { useRef, useState } from 'react'
import { ConfirmDialog } from '../../components/ConfirmDialog'
import { MessageDialog } from '../../components/MessageDialog'
import { applyChange } from '../../stores/applyChange'

/** Makes new recovery words and shows them this once. */
export function NewWordsDialog({ onClose }: { readonly onClose: () => void }) {
  const [words, setWords] = useState<readonly string[] | null>(null)
  // The question closes once it is answered; the words must then stay.
  const isMade = useRef(false)
  if (words !== null) {
    return (
      <MessageDialog
        title="Write down the new recovery words"
        text={
          <>
            <Box component="ol" aria-label="Recovery words" sx={{ columns: 3, fontWeight: 600 }}>
              {words.map((word, index) => (
                <li key={index}>{word}</li>
              ))}
            </Box>
            They are shown this once and kept nowhere. The old ones are worthless.
          </>
        }
        onClose={onClose}
      />
    )
  }
  return (
    <ConfirmDialog
      title="Make new recovery words?"
      confirmWord="Make new words"
      isDangerous
      onClose={() => {
        if (!isMade.current) onClose()
      }}
      onConfirm={async () => {
        const answer = await applyChange('device.replaceWords', {}, 'New recovery words are in force.', false)
        if (answer.ok) {
          isMade.current = true
          setWords(answer.value.recoveryWords)
        }
        return answer.ok ? null : answer.error
      }}
    >
      The words on paper stop working at once. The new ones are shown this once.
    </ConfirmDialog>
  )
}
