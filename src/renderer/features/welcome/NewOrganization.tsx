import { useState } from 'react'
import type { Blueprint } from '../../../shared/domain/blueprint'
import type { OperationOutput } from '../../../shared/operations/contract'
import { useOpeningStore } from '../../stores/openingStore'
import { DetailsStep } from './DetailsStep'
import { RecoveryWordsStep } from './RecoveryWordsStep'

interface NewOrganizationProps {
  readonly blueprint: Blueprint
  /** The id of a shipped blueprint, or the file that it came from. */
  readonly source: string
  readonly onBack: () => void
  readonly onEnd: () => void
}

/** From a role system to an open organization: details, then the recovery words, shown this once. */
export function NewOrganization({ blueprint, source, onBack, onEnd }: NewOrganizationProps) {
  const [created, setCreated] = useState<OperationOutput<'org.create'> | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const open = useOpeningStore((store) => store.open)
  if (created === null) {
    return (
      <DetailsStep
        blueprint={blueprint}
        source={source}
        onBack={onBack}
        onCreated={(made, chosen) => {
          setPassphrase(chosen)
          setCreated(made)
        }}
      />
    )
  }
  return (
    <RecoveryWordsStep
      words={created.recoveryWords}
      fingerprint={created.fingerprint}
      path={created.path}
      onDone={async () => {
        if (!(await open(created.path, passphrase === '' ? {} : { passphrase }))) onEnd()
      }}
    />
  )
}
