import UploadFileIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import { useEffect, useState, type ReactNode } from 'react'
import { bridge } from '../bridge'
import { useOpeningStore } from '../stores/openingStore'
import { useOrgStore } from '../stores/orgStore'
import { useRouteStore } from '../stores/routeStore'

/** The whole window takes a dropped file: an organization or export opens, a table goes to the import screen. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const [isOver, setOver] = useState(false)
  const hasOrg = useOrgStore((store) => store.org !== null)

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (file === undefined) return
      const path = bridge.pathForFile(file)
      if (hasOrg && /\.(csv|tsv|txt|xlsx)$/i.test(file.name)) useRouteStore.getState().go('import', { path })
      else void useOpeningStore.getState().open(path)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [hasOrg])

  return (
    <>
      {children}
      {isOver && (
        <Box
          sx={{
            position: 'fixed',
            inset: 10,
            zIndex: 2000,
            border: '2px dashed',
            borderColor: 'brand',
            borderRadius: '14px',
            bgcolor: 'brandWeak',
            opacity: 0.94,
            display: 'grid',
            placeContent: 'center',
            justifyItems: 'center',
            gap: 2,
            fontSize: 16,
            fontWeight: 600,
            pointerEvents: 'none',
          }}
        >
          <UploadFileIcon sx={{ fontSize: 40, color: 'brand' }} />
          {hasOrg
            ? 'Drop an organization or export to open it, or a staff file (CSV, XLSX) to import it'
            : 'Drop an organization or an export to open it'}
        </Box>
      )}
    </>
  )
}
