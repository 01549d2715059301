import { BackupsCard } from '../features/devices/BackupsCard'
import { DevicesCard } from '../features/devices/DevicesCard'
import { GetKeyCard } from '../features/devices/GetKeyCard'
import { OperatorsCard } from '../features/devices/OperatorsCard'
import { SettingsPage } from '../features/settings/SettingsPage'

/** The settings, with the parts that other features bring as its children: each is a `Card`. */
export function OrganizationSettings() {
  return (
    <SettingsPage>
      <GetKeyCard />
      <OperatorsCard />
      <DevicesCard />
      <BackupsCard />
    </SettingsPage>
  )
}
