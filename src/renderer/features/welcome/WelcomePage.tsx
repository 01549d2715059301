import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Blueprint } from '../../../shared/domain/blueprint'
import type { Failure } from '../../../shared/domain/result'
import { FailureNotice } from '../../components/FailureNotice'
import { LoadingLines } from '../../components/LoadingLines'
import { Logo } from '../../components/Logo'
import { useOpeningStore } from '../../stores/openingStore'
import { useOperation } from '../../stores/useOperation'
import { BlueprintCards } from './BlueprintCards'
import { NewOrganization } from './NewOrganization'
import { OpenFailure } from './OpenFailure'
import { RecentFiles } from './RecentFiles'
import { StartButtons } from './StartButtons'
import { useBlueprintFile } from './useBlueprintFile'

interface WelcomePageProps {
  readonly corner?: ReactNode
  readonly rescue?: (failed: { readonly path: string; readonly failure: Failure }) => ReactNode
}

/**
 * The first screen: start an organization, open one, or look at a sample. `corner` stands at the foot, `rescue` under a
 * file that could not be opened.
 */
export function WelcomePage({ corner, rescue }: WelcomePageProps) {
  const blueprints = useOperation('blueprint.list', {})
  const { failed, wantsNew, endNew } = useOpeningStore()
  const [blueprint, setBlueprint] = useState<Blueprint | null>(null)
  const file = useBlueprintFile()
  const cards = useRef<HTMLDivElement>(null)

  const focusCards = () => cards.current?.querySelector('button')?.focus()
  useEffect(() => {
    document.title = 'Rolecall'
  }, [])
  useEffect(() => {
    if (wantsNew && blueprints.value !== null) focusCards()
  }, [wantsNew, blueprints.value])

  return (
    <Box
      component="main"
      data-print="flow"
      sx={{ height: '100%', display: 'grid', gridTemplateColumns: 'minmax(360px, 520px) minmax(0, 1fr)' }}
    >
      <Box
        data-print="hide"
        sx={{
          bgcolor: 'paper',
          borderRight: '1px solid',
          borderColor: 'line',
          px: 14,
          pt: 'min(84px, 9vh)',
          pb: 5,
          display: 'flex',
          flexDirection: 'column',
          overflow: 'auto',
        }}
      >
        <Logo letter="R" size={48} />
        <Typography variant="h1" sx={{ fontSize: 30, mt: '22px', mb: '6px' }}>
          Rolecall
        </Typography>
        <Box sx={{ color: 'dim', fontSize: 15 }}>Who may do what, where, and why. On your own desktop.</Box>
        <StartButtons
          onNew={() => {
            setBlueprint(null)
            file.forget()
            // The cards may have to come back first.
            setTimeout(focusCards)
          }}
        />
        {failed !== null && <OpenFailure failed={failed} rescue={rescue?.(failed)} />}
        <RecentFiles />
        <Box sx={{ flex: 1 }} />
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', mr: -8 }}>{corner}</Box>
      </Box>
      <Box sx={{ px: 15, pt: 'min(84px, 9vh)', pb: 8, overflow: 'auto' }}>
        {blueprint !== null ? (
          <NewOrganization
            blueprint={blueprint}
            source={file.path ?? blueprint.id}
            onBack={() => {
              setBlueprint(null)
              file.forget()
            }}
            onEnd={() => {
              file.forget()
              setBlueprint(null)
              endNew()
            }}
          />
        ) : blueprints.failure !== null ? (
          <FailureNotice failure={blueprints.failure} onRetry={blueprints.reload} />
        ) : blueprints.value === null ? (
          <LoadingLines lines={5} height={90} label="Reading the role systems" />
        ) : (
          <>
            {file.failure !== null && <FailureNotice failure={file.failure} sx={{ mb: 4 }} />}
            <BlueprintCards
              ref={cards}
              blueprints={blueprints.value}
              onChoose={setBlueprint}
              onFile={() => void file.choose().then(setBlueprint)}
            />
          </>
        )}
      </Box>
    </Box>
  )
}
