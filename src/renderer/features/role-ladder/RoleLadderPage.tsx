export function RoleLadderPage() {
  return null
}
