import type { LaneMap } from '../../common/map/lane-map.ts'
import type { Infraction, InfractionKind } from '../../common/scoring/drive-record.ts'
import { composePng } from '../../io/images/layers.ts'
import { drawMap } from './map-drawing.ts'
import { text } from './moment-drawing.ts'
import { svgPoints, type TopView, toPicture, viewOf } from './top-view.ts'

/** Pixels. */
const MAP = { width: 1180, height: 860 } as const
const PANEL = 420
/** m around the driven way. */
const MARGIN = 35
/** Lines in the panel; more infractions are only counted. */
const MOST_LISTED = 38
const START = '#6fe06f'
const END = '#eef1f4'
const WAY = '#22c4ff'
const WANTED = '#6b7480'

export const INFRACTION_COLOURS: Readonly<Record<InfractionKind, string>> = {
  'collision-pedestrian': '#ff2d55',
  'collision-vehicle': '#ff5a36',
  'collision-static': '#ff8c42',
  'red-light': '#ff3b30',
  'stop-sign': '#d64bd0',
  'off-road': '#c58b4a',
  'oncoming-lane': '#ffb020',
  'time-to-collision': '#ffd84d',
  discomfort: '#8fb7ff',
  overspeed: '#7ee0d0',
  'no-progress': '#a0a4aa',
}

/** A drive as it is drawn from above. Lines are in the world frame, packed x, y, m. */
export interface DrawnDrive {
  readonly map: LaneMap
  /** The driven way. */
  readonly path: Float64Array
  /** The way that should have been driven. */
  readonly route: Float64Array
  readonly infractions: readonly Pick<Infraction, 'kind' | 'time' | 'x' | 'y'>[]
  readonly title: string
}

/**
 * Where on the map a drive went wrong, as PNG: the route dashed, the driven way from a green to a white dot, a numbered mark
 * at each infraction, and the list beside it.
 */
export function drawInfractions(drive: DrawnDrive): Promise<Uint8Array> {
  const width = MAP.width + PANEL
  const content = [
    drawDrive(drive, MAP.width, MAP.height),
    // The map is drawn beyond its own part of the picture.
    `<rect x="${MAP.width}" width="${PANEL}" height="${MAP.height}" fill="#191d22"/>`,
    list(drive),
  ].join('\n')
  const size = `width="${width}" height="${MAP.height}" viewBox="0 0 ${width} ${MAP.height}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${content}</svg>`
  return composePng(width, MAP.height, '#101316', [{ kind: 'svg', left: 0, top: 0, text: svg }])
}

/** SVG elements of the drive on its map; what lies beyond `width` and `height` (pixels) is not cut off. */
export function drawDrive({ map, path, route, infractions }: DrawnDrive, width: number, height: number): string {
  const places = infractions.flatMap(({ x, y }) => [x, y])
  const view = viewOf(Float64Array.from([...path, ...places]), width, height, MARGIN)
  return [
    `<rect width="${width}" height="${height}" fill="#15181c"/>`,
    drawMap(map, view),
    `<polyline points="${svgPoints(view, route)}" fill="none" stroke="${WANTED}" stroke-width="2" stroke-dasharray="6 5"/>`,
    way(view, path),
    ...infractions.map(({ kind, x, y }, i) => mark(view, x, y, INFRACTION_COLOURS[kind], i + 1)),
    scaleBar(view),
  ].join('\n')
}

function way(view: TopView, path: Float64Array): string {
  if (path.length < 2) return ''
  const dot = (x: number, y: number, colour: string) => {
    const [u, v] = toPicture(view, x, y)
    return `<circle cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="6" fill="${colour}" stroke="#000"/>`
  }
  const line = `<polyline points="${svgPoints(view, path)}" fill="none" stroke="${WAY}" stroke-width="3" stroke-opacity="0.85"/>`
  return line + dot(path[0]!, path[1]!, START) + dot(path.at(-2)!, path.at(-1)!, END)
}

/** A ring at the place itself, its number on a plate above; neighbours' plates stand at different heights. */
function mark(view: TopView, x: number, y: number, colour: string, number: number): string {
  const [u, v] = toPicture(view, x, y)
  const top = v - 26 - 20 * ((number - 1) % 3)
  const label = String(number)
  const width = 12 + 8 * label.length
  return [
    `<circle cx="${u.toFixed(1)}" cy="${v.toFixed(1)}" r="8" fill="none" stroke="${colour}" stroke-width="3"/>`,
    `<line x1="${u.toFixed(1)}" y1="${(v - 8).toFixed(1)}" x2="${u.toFixed(1)}" y2="${(top + 8).toFixed(1)}" stroke="${colour}" stroke-width="1.5"/>`,
    `<rect x="${(u - width / 2).toFixed(1)}" y="${(top - 9).toFixed(1)}" width="${width}" height="18" rx="4" fill="${colour}"/>`,
    text(u - 4 * label.length, top + 4.5, label, '#101316', 13, 'bold'),
  ].join('')
}

function list({ infractions, title }: DrawnDrive): string {
  const left = MAP.width + 18
  const rows = [text(left, 34, title, '#eef1f4', 17, 'bold')]
  let y = 64
  if (infractions.length === 0) rows.push(text(left, y, 'none', '#9aa2ab', 14))
  infractions.slice(0, MOST_LISTED).forEach(({ kind, time }, i) => {
    rows.push(`<rect x="${left}" y="${y - 10}" width="12" height="12" rx="3" fill="${INFRACTION_COLOURS[kind]}"/>`)
    rows.push(text(left + 22, y, `${i + 1}`, '#eef1f4', 13, 'bold'))
    rows.push(text(left + 56, y, `${time.toFixed(1)} s`, '#9aa2ab', 13))
    rows.push(text(left + 120, y, kind, '#d0d4da', 13))
    y += 20
  })
  const rest = infractions.length - MOST_LISTED
  if (rest > 0) rows.push(text(left, y, `and ${rest} more`, '#9aa2ab', 13))
  return rows.join('')
}

function scaleBar(view: TopView): string {
  const metres = [10, 20, 50, 100, 200, 500, 1000].find((length) => length * view.scale > 80) ?? 2000
  const pixels = metres * view.scale
  const y = view.height - 20
  return `<rect x="20" y="${y}" width="${pixels.toFixed(1)}" height="4" fill="#d0d4da"/>${text(20, y - 6, `${metres} m`, '#d0d4da', 13)}`
}
