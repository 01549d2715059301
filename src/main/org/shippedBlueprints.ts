import linesAndProducts from '../../../resources/blueprints/lines-and-products.json'
import prokeep from '../../../resources/blueprints/prokeep.json'
import pronto from '../../../resources/blueprints/pronto.json'
import propel from '../../../resources/blueprints/propel.json'
import staffLadder from '../../../resources/blueprints/staff-ladder.json'
import type { Blueprint } from '../../shared/domain/blueprint'
import { parseBlueprint } from '../../shared/domain/parseBlueprint'

// In the order of the welcome screen. They are part of the app, so one that cannot be read is a fault of ours: thrown.
const shipped: readonly Blueprint[] = [staffLadder, prokeep, linesAndProducts, pronto, propel].map((value) => {
  const parsed = parseBlueprint(value)
  if (!parsed.ok) throw new Error(`Shipped blueprint “${value.id}”, ${parsed.error.at}: ${parsed.error.message}`)
  return parsed.value
})

/** The five blueprints that Rolecall ships, in the order of the welcome screen. */
export function shippedBlueprints(): readonly Blueprint[] {
  return shipped
}

export function findShippedBlueprint(id: string): Blueprint | null {
  return shipped.find((blueprint) => blueprint.id === id) ?? null
}
