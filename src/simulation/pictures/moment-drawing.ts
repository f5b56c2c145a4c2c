import type { ObjectClass } from '../../core/messages.ts'
import type { TrackedObject } from '../../core/scene.ts'
import { drawMap } from './map-drawing.ts'
import type { Moment, MomentRadar, TruthBox } from './moment.ts'
import { boxCorners, escapeXml, svgPoints, type TopView, toPicture } from './top-view.ts'

/** As in the SceneUpdate that a viewer gets. */
export const CLASS_COLOURS: Readonly<Record<ObjectClass, string>> = {
  unknown: '#a0a4aa',
  car: '#4f9bff',
  truck: '#9a74f0',
  bus: '#e8cf30',
  motorcycle: '#ff9030',
  cyclist: '#35d07a',
  pedestrian: '#ff5566',
  static: '#8a8f96',
}
export const PLAN_COLOUR = '#22c4ff'
export const TRUTH_COLOUR = '#6fe06f'
export const DRIVEN_COLOUR = '#d0d4da'
export const RADAR_COLOUR = '#ff7ad0'

const GRID = 10

/** What lies under the points: ground grid and map. `view` is in the ego frame. */
export function drawGround(moment: Moment, view: TopView): string {
  const worldView = moment.pose ? inWorld(view, moment.pose) : null
  const map = moment.map && worldView && moment.pose?.source === 'truth' ? drawMap(moment.map, worldView) : ''
  return `${map}\n${grid(view)}`
}

/** What lies over the points: driven way, truth, radar, tracks, plan and the car itself. */
export function drawOverlay(moment: Moment, view: TopView): string {
  const parts: string[] = []
  if (moment.pose) {
    const worldView = inWorld(view, moment.pose)
    parts.push(line(svgPoints(worldView, moment.drivenBefore), DRIVEN_COLOUR, 2, '', 0.7))
    parts.push(line(svgPoints(worldView, moment.drivenAfter), DRIVEN_COLOUR, 2, '2 5', 0.9))
  }
  for (const box of moment.truth ?? []) parts.push(truthBox(view, box))
  for (const radar of moment.radars) parts.push(radarTargets(view, radar))
  for (const track of moment.tracks ?? []) parts.push(trackBox(view, track))
  if (moment.plan) parts.push(planLine(view, moment.plan.points))
  const { length, width, rearAxleToFront } = moment.vehicle
  const corners = svgPoints(view, boxCorners(rearAxleToFront - length / 2, 0, 0, length, width))
  parts.push(`<polygon points="${corners}" fill="#f4f6f8" stroke="#000" stroke-width="1"/>`)
  const [bonnet, roof] = [toPicture(view, rearAxleToFront - 0.6, 0), toPicture(view, rearAxleToFront - 1.8, 0)]
  parts.push(
    `<line x1="${bonnet[0]}" y1="${bonnet[1]}" x2="${roof[0]}" y2="${roof[1]}" stroke="#d02020" stroke-width="2"/>`,
  )
  return parts.join('\n')
}

/** The same picture for points of the world frame. */
function inWorld(
  view: TopView,
  { x, y, yaw }: { readonly x: number; readonly y: number; readonly yaw: number },
): TopView {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  return {
    ...view,
    centreX: x + cos * view.centreX - sin * view.centreY,
    centreY: y + sin * view.centreX + cos * view.centreY,
    yaw: view.yaw + yaw,
  }
}

function grid(view: TopView): string {
  const parts: string[] = []
  const reachX = view.width / 2 / view.scale
  const reachY = view.height / 2 / view.scale
  const style = 'stroke="#ffffff" stroke-opacity="0.09" stroke-width="1"'
  for (let x = Math.ceil((view.centreX - reachX) / GRID) * GRID; x <= view.centreX + reachX; x += GRID) {
    const [u] = toPicture(view, x, 0)
    parts.push(`<line x1="${u.toFixed(1)}" y1="0" x2="${u.toFixed(1)}" y2="${view.height}" ${style}/>`)
    if (x % (2 * GRID) === 0) parts.push(text(u + 3, view.height - 5, `${x} m`, '#8a9098', 11))
  }
  for (let y = Math.ceil((view.centreY - reachY) / GRID) * GRID; y <= view.centreY + reachY; y += GRID) {
    const [, v] = toPicture(view, 0, y)
    parts.push(`<line x1="0" y1="${v.toFixed(1)}" x2="${view.width}" y2="${v.toFixed(1)}" ${style}/>`)
    if (y % (2 * GRID) === 0 && y !== 0) parts.push(text(4, v - 3, `${y} m`, '#8a9098', 11))
  }
  return parts.join('\n')
}

function truthBox(view: TopView, { x, y, yaw, length, width }: TruthBox): string {
  const corners = svgPoints(view, boxCorners(x, y, yaw, length, width))
  return `<polygon points="${corners}" fill="none" stroke="${TRUTH_COLOUR}" stroke-width="1.6"/>`
}

/** A dot a target, with a stroke along the line of sight by its range rate: 1 s long, outwards when opening. */
function radarTargets(view: TopView, { targets }: MomentRadar): string {
  const parts = targets.map(({ x, y, rangeRate }) => {
    const [u, v] = toPicture(view, x, y)
    const distance = Math.hypot(x, y) || 1
    const [eu, ev] = toPicture(view, x + (x / distance) * rangeRate, y + (y / distance) * rangeRate)
    const stroke = `<line x1="${u.toFixed(1)}" y1="${v.toFixed(1)}" x2="${eu.toFixed(1)}" y2="${ev.toFixed(1)}" stroke="${RADAR_COLOUR}" stroke-opacity="0.45" stroke-width="1.2"/>`
    return `${stroke}<circle cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="2.8" fill="${RADAR_COLOUR}"/>`
  })
  return parts.join('\n')
}

/** A filled box with its front marked, and where it will be in a second; pale while it is not confirmed. */
function trackBox(view: TopView, track: TrackedObject): string {
  const [x, y] = track.position
  const [length, width] = track.size
  const [vx, vy] = track.velocity
  const colour = CLASS_COLOURS[track.class]
  const opacity = track.isConfirmed ? 0.55 : 0.18
  const corners = boxCorners(x, y, track.yaw, Math.max(0.4, length), Math.max(0.4, width))
  const front = svgPoints(view, Float64Array.of(corners[0]!, corners[1]!, corners[6]!, corners[7]!))
  const [u, v] = toPicture(view, x, y)
  const [eu, ev] = toPicture(view, x + vx, y + vy)
  const speed = Math.hypot(vx, vy)
  // Standing things of no known kind are many; their numbers would hide the road.
  const hasLabel = track.isConfirmed && (speed > 0.5 || (track.class !== 'static' && track.class !== 'unknown'))
  return [
    `<polygon points="${svgPoints(view, corners)}" fill="${colour}" fill-opacity="${opacity}" stroke="${colour}" stroke-width="1"/>`,
    line(front, '#ffffff', 2, '', track.isConfirmed ? 0.9 : 0.3),
    speed > 0.3 ? line(`${u.toFixed(1)},${v.toFixed(1)} ${eu.toFixed(1)},${ev.toFixed(1)}`, colour, 1.6, '', 0.9) : '',
    hasLabel ? text(u + 6, v - 7, `${track.id}  ${speed.toFixed(1)} m/s`, colour, 11) : '',
  ].join('\n')
}

/** The planned way with a dot every second. */
function planLine(
  view: TopView,
  points: readonly { readonly time: number; readonly x: number; readonly y: number }[],
): string {
  const way = svgPoints(
    view,
    points.flatMap(({ x, y }) => [x, y]),
  )
  const dots = points
    .filter(({ time }) => time > 0 && Math.abs(time - Math.round(time)) < 1e-6)
    .map(({ x, y }) => {
      const [u, v] = toPicture(view, x, y)
      return `<circle cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="3.4" fill="${PLAN_COLOUR}"/>`
    })
  return `${line(way, PLAN_COLOUR, 3.2, '', 0.95)}\n${dots.join('\n')}`
}

function line(points: string, colour: string, width: number, dash: string, opacity: number): string {
  if (points === '') return ''
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`
  return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}"${dashes}/>`
}

export function text(x: number, y: number, content: string, colour: string, size: number, weight = 'normal'): string {
  const style = `font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif" font-size="${size}" font-weight="${weight}"`
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${style} fill="${colour}">${escapeXml(content)}</text>`
}
