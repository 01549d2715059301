import GridIcon from '@mui/icons-material/GridViewOutlined'
import PlaceIcon from '@mui/icons-material/AddLocationAltOutlined'
import LocationIcon from '@mui/icons-material/AddBusinessOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Card } from '../../components/Card'
import { useRouteStore, type PageName } from '../../stores/routeStore'

const steps: readonly {
  readonly icon: typeof GridIcon
  readonly title: string
  readonly text: string
  readonly action: string
  readonly page: PageName
}[] = [
  {
    icon: UploadIcon,
    title: 'Bring your people in',
    text: 'From a staff file with any columns, or one by one in Staff.',
    action: 'Import file…',
    page: 'import',
  },
  {
    icon: PlaceIcon,
    title: 'Name the places',
    text: 'What “assigned” permissions reach. An import adds the ones it names.',
    action: 'Places',
    page: 'places',
  },
  {
    icon: LocationIcon,
    title: 'Set a location up',
    text: 'What lies under it, who works there and what they may do, with a look for gaps.',
    action: 'New location…',
    page: 'new-location',
  },
  {
    icon: GridIcon,
    title: 'Look at who may do what',
    text: 'The permissions of every role, and the cells nobody has decided yet.',
    action: 'Permissions',
    page: 'permissions',
  },
]

/** For an organization of one: what to do first. It goes when there are people. */
export function StartCard() {
  const go = useRouteStore((store) => store.go)
  return (
    <Card title="Start here">
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, pb: 1.5 }}>
        {steps.map(({ icon: Icon, title, text, action, page }) => (
          <Box
            component="li"
            key={page}
            sx={{
              display: 'flex',
              gap: 3,
              alignItems: 'center',
              px: 4,
              py: '11px',
              borderTop: '1px solid',
              borderColor: 'line',
            }}
          >
            <Icon aria-hidden sx={{ fontSize: 20, color: 'brand', flex: 'none' }} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ fontWeight: 600 }}>{title}</Box>
              <Box sx={{ color: 'dim' }}>{text}</Box>
            </Box>
            <Button onClick={() => go(page)} sx={{ py: '3px', px: 2.5 }}>
              {action}
            </Button>
          </Box>
        ))}
      </Box>
    </Card>
  )
}
