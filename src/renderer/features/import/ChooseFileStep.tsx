import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { EmptyState } from '../../components/EmptyState'

export function ChooseFileStep({ onChoose }: { readonly onChoose: () => void }) {
  return (
    <Box sx={{ border: '2px dashed', borderColor: 'line', borderRadius: '14px', bgcolor: 'paper', maxWidth: 720 }}>
      <EmptyState
        icon={<UploadIcon fontSize="inherit" />}
        title="Drop a staff file here"
        text={
          <>
            A CSV file or an XLSX workbook, for example from a spreadsheet, Google Workspace, Microsoft Entra or Slack.
            One person a line: e-mail, name, role, places, in any order and with any reasonable headers. Nothing changes
            before every row was looked at.
          </>
        }
        action={
          <Button variant="contained" color="primary" onClick={onChoose} autoFocus>
            Choose file…
          </Button>
        }
      />
    </Box>
  )
}
