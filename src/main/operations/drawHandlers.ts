import { existsSync, writeFileSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { done, failed } from '../../shared/domain/result'
import { whenIn } from '../../shared/domain/whenIn'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Drawing } from '../exchange/drawing/Drawing'
import { drawLadder } from '../exchange/drawing/drawLadder'
import { pdfDrawing } from '../exchange/drawing/pdfDrawing'
import { svgDrawing } from '../exchange/drawing/svgDrawing'
import type { Org } from '../org/Org'
import { storeFailure } from '../store/failures'
import { listRungs } from './roleHandlers'
import type { DeskHost } from './desk'
import type { OrgHandlers } from './session'

type Rung = OperationOutput<'role.list'>['rungs'][number]

export const drawHandlers: Pick<OrgHandlers, 'role.draw'> = {
  'role.draw': async (org, { path, replace }, { host }) => {
    const target = resolve(path)
    const format = extname(target).toLowerCase()
    if (format !== '.svg' && format !== '.png' && format !== '.pdf') {
      return failed('unknown-format', `“${basename(target)}” ends neither with .png nor with .pdf nor with .svg.`)
    }
    if (!replace && existsSync(target)) {
      return failed('file-exists', `“${basename(target)}” exists already and was left as it is. Choose another name.`)
    }
    const bytes = await inFormat(format, drawingOf(org), host.renderDrawing)
    if (bytes === null) {
      return failed('no-display', 'Pictures take the app. Choose a name that ends with .pdf or .svg instead.')
    }
    try {
      writeFileSync(target, bytes)
      return done({ path: target })
    } catch (error) {
      return storeFailure(error, target)
    }
  },
}

/** Null: a picture where nothing can render one. */
function inFormat(
  format: '.svg' | '.png' | '.pdf',
  drawing: Drawing,
  render: DeskHost['renderDrawing'],
): string | Promise<Uint8Array> | null {
  const svg = svgDrawing(drawing)
  if (format === '.svg') return svg
  // The app prints with the system's fonts, which know every script that the computer knows.
  if (render !== undefined) return render(svg, drawing, format === '.png' ? 'png' : 'pdf')
  return format === '.pdf' ? pdfDrawing(drawing) : null
}

function drawingOf(org: Org): Drawing {
  const { settings, blueprint } = org.state()
  const rungs = listRungs(org)
  const nameByKey = new Map(rungs.map((rung) => [rung.key, rung.name]))
  const day = whenIn(settings.timeZone).day(org.now())
  const moves = blueprint.ladder.moves === 'up-only' ? 'People move up only.' : 'People move up and down.'
  return drawLadder(
    `${settings.name}: role ladder`,
    `${blueprint.name} · ${day} · revision ${org.revision().n} · ${moves}`,
    rungs.map((rung) => ({
      name: rung.name,
      remark: [rung.singleton ? 'one only' : '', rung.locked ? 'cannot be changed' : ''].filter(Boolean).join(' · '),
      delta: deltaOf(rung, rung.below === null ? null : (nameByKey.get(rung.below) ?? rung.below)),
      summary: rung.summary,
      areas: rung.areas.map((area) => (area.limited ? `${area.name} (limited)` : area.name)).join(' · '),
      people: rung.people,
      lacks: lacksOf(rung),
    })),
  )
}

function deltaOf(rung: Rung, below: string | null): string {
  if (below === null) return 'lowest rung'
  const parts = [
    rung.gains.length > 0 ? `+${rung.gains.length}` : '',
    rung.loses.length > 0 ? `−${rung.loses.length}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? `the same as ${below}` : `${parts.join(' ')} over ${below}`
}

/** A rung is a rank, not a superset (S4.21). */
function lacksOf({ loses }: Rung): string {
  const [first, ...rest] = loses
  if (first === undefined) return ''
  return `lacks ${first.name}${rest.length === 0 ? '' : ` and ${rest.length} more`}`
}
