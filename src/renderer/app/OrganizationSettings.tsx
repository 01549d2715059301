import { SettingsPage } from '../features/settings/SettingsPage'

/** The settings, with the parts that other features bring as its children: each is a `Card`. */
export function OrganizationSettings() {
  return <SettingsPage />
}
