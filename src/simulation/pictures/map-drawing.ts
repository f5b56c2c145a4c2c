import type { LaneBoundary, LaneMap, Polyline } from '../../common/map/lane-map.ts'
import { outlineBetween } from '../../common/map/outline.ts'
import { svgPoints, type TopView, toPicture } from './top-view.ts'

const ROAD = '#2b2f36'
const JUNCTION = '#31363e'
const CROSSWALK = '#4a505a'
const PAINT = { unknown: '#9aa0a8', white: '#c8ccd2', yellow: '#d8b040', blue: '#4f86d8' } as const

/** SVG elements of the map's lanes, markings, crosswalks and stop lines, as far as they are in the picture. */
export function drawMap(map: LaneMap, view: TopView): string {
  const parts: string[] = []
  for (const area of map.drivableAreas) parts.push(polygon(view, area, ROAD))
  const lanes = map.lanes.filter(({ centreLine }) => isNear(view, centreLine))
  for (const lane of lanes) {
    const outline = outlineBetween(lane.leftBoundary.line, lane.rightBoundary.line)
    parts.push(polygon(view, outline, lane.isJunction ? JUNCTION : ROAD))
  }
  for (const { outline } of map.crosswalks) if (isNear(view, outline)) parts.push(polygon(view, outline, CROSSWALK))
  for (const lane of lanes) parts.push(boundary(view, lane.leftBoundary), boundary(view, lane.rightBoundary))
  for (const { line } of map.stopLines) {
    if (isNear(view, line)) parts.push(polyline(view, line, '#e8e8e8', 0.5 * view.scale))
  }
  return parts.join('\n')
}

function boundary(view: TopView, { line, pattern, colour }: LaneBoundary): string {
  if (pattern === 'none') return ''
  const isDashed = pattern.startsWith('dashed') || pattern === 'double-dashed'
  const dash = isDashed ? ` stroke-dasharray="${(3 * view.scale).toFixed(1)} ${(6 * view.scale).toFixed(1)}"` : ''
  return polyline(view, line, PAINT[colour], Math.max(0.6, 0.15 * view.scale), dash)
}

function polygon(view: TopView, outline: Polyline, fill: string): string {
  return `<polygon points="${svgPoints(view, outline)}" fill="${fill}"/>`
}

function polyline(view: TopView, line: Polyline, stroke: string, width: number, extra = ''): string {
  const points = svgPoints(view, line)
  return `<polyline points="${points}" fill="none" stroke="${stroke}" stroke-width="${width.toFixed(1)}"${extra}/>`
}

/** Whether the line's box reaches into the picture. */
function isNear(view: TopView, line: Polyline): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i + 1 < line.length; i += 2) {
    const [u, v] = toPicture(view, line[i]!, line[i + 1]!)
    left = Math.min(left, u)
    right = Math.max(right, u)
    top = Math.min(top, v)
    bottom = Math.max(bottom, v)
  }
  return right >= 0 && left <= view.width && bottom >= 0 && top <= view.height
}
