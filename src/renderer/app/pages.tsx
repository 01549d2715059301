import AccountTreeIcon from '@mui/icons-material/AccountTreeOutlined'
import AuditIcon from '@mui/icons-material/FactCheckOutlined'
import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined'
import GroupIcon from '@mui/icons-material/GroupOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlined'
import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import LadderIcon from '@mui/icons-material/StairsOutlined'
import NewLocationIcon from '@mui/icons-material/AddBusinessOutlined'
import RuleIcon from '@mui/icons-material/GridViewOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import type { SvgIconComponent } from '@mui/icons-material'
import type { ComponentType } from 'react'
import { AccessPage } from '../features/access/AccessPage'
import { AuditPage } from '../features/audit/AuditPage'
import { AskPage } from '../features/ask/AskPage'
import { HistoryPage } from '../features/history/HistoryPage'
import { ImportPage } from '../features/import/ImportPage'
import { NewLocationPage } from '../features/new-location/NewLocationPage'
import { OverviewPage } from '../features/overview/OverviewPage'
import { PermissionsPage } from '../features/permission-editor/PermissionsPage'
import { PlacesPage } from '../features/places/PlacesPage'
import { RoleLadderPage } from '../features/role-ladder/RoleLadderPage'
import { StaffPage } from '../features/staff/StaffPage'
import { OrganizationSettings } from './OrganizationSettings'
import { OrganizationSync } from './OrganizationSync'
import type { PageName } from '../stores/routeStore'

interface Page {
  readonly label: string
  readonly icon: SvgIconComponent
  readonly component: ComponentType
  /** Pages without an own line in the navigation stand under another. */
  readonly under?: PageName
}

/** Every page: the features side by side. */
export const pages: Readonly<Record<PageName, Page>> = {
  overview: { label: 'Overview', icon: DashboardIcon, component: OverviewPage },
  staff: { label: 'Staff', icon: GroupIcon, component: StaffPage },
  import: { label: 'Import', icon: UploadIcon, component: ImportPage, under: 'staff' },
  'role-ladder': { label: 'Role ladder', icon: LadderIcon, component: RoleLadderPage },
  permissions: { label: 'Permissions', icon: RuleIcon, component: PermissionsPage },
  ask: { label: 'Ask', icon: HelpIcon, component: AskPage },
  access: { label: 'Effective access', icon: GroupIcon, component: AccessPage, under: 'staff' },
  places: { label: 'Places', icon: AccountTreeIcon, component: PlacesPage },
  'new-location': { label: 'New location', icon: NewLocationIcon, component: NewLocationPage, under: 'places' },
  audit: { label: 'Audit', icon: AuditIcon, component: AuditPage },
  history: { label: 'History', icon: HistoryIcon, component: HistoryPage },
  sync: { label: 'Sync', icon: SyncIcon, component: OrganizationSync },
  settings: { label: 'Settings', icon: SettingsIcon, component: OrganizationSettings },
}
