import type { FoundObject } from '../common/manifest/decoders/centre-points.ts'
import { type DrawnMaps, probabilityAt } from '../common/manifest/decoders/maps.ts'
import type { Waypoint } from '../common/manifest/decoders/waypoints.ts'
import type { NamedOutput } from '../common/manifest/manifest-network.ts'
import type { PlannerRaster } from '../common/raster/planner-raster.ts'
import { FRONT_IMAGE, RASTER_GRID } from '../common/raster/raster-layout.ts'
import type { RawImage } from '../io/images/image-file.ts'
import { composePng, type Layer } from '../io/images/layers.ts'
import { boxCorners, svgPoints, type TopView } from '../simulation/pictures/top-view.ts'
import {
  BACKGROUND,
  enlarged,
  frontImage,
  GAP,
  HEADER,
  LABEL,
  label,
  painted,
  RASTER_ZOOM,
  sceneColour,
} from './raster-painting.ts'

/** Pixels a cell of the network's maps; tiles side by side. */
const MAP_ZOOM = 4
const MAPS_ACROSS = 4
const LEGEND = 'plan green, alternatives yellow; objects that the network finds, and where they are in 1 s'
const PLAN = '#35e07a'
const ALTERNATIVE = '#ffd84d'
const CLASS_COLOURS: Readonly<Record<string, string>> = { car: '#4da3ff', cyclist: '#ff9a3d', pedestrian: '#ff4d6d' }
/** s that an object's velocity is drawn ahead for. */
const AHEAD = 1

/**
 * What a network that scores trajectories makes of a moment, as people look at it, PNG: its plan (green), alternatives (yellow)
 * and objects over what it saw; the front picture; and the maps that it draws. Ahead is to the right.
 */
export async function drawNetworkSheet(
  raster: PlannerRaster,
  outputs: readonly NamedOutput[],
  title: string,
): Promise<Uint8Array> {
  const { rows, columns, cell, rear, left } = RASTER_GRID
  const layers: Layer[] = []
  const top = HEADER + LABEL
  layers.push({ kind: 'raw', left: GAP, top, image: painted(raster, RASTER_ZOOM, sceneColour) })
  const view: TopView = {
    width: RASTER_ZOOM * columns,
    height: RASTER_ZOOM * rows,
    centreX: rear + (columns * cell) / 2,
    centreY: left - (rows * cell) / 2,
    yaw: 0,
    scale: RASTER_ZOOM / cell,
  }
  const drawings = [label(GAP, 0, title), label(GAP, HEADER, LEGEND)]
  const maps: DrawnMaps[] = []
  const over: string[] = []
  for (const { decoded } of outputs) {
    if (decoded.kind === 'trajectory-scores')
      over.push(...decoded.ranked.map((one, i) => path(view, one.points, i)).reverse())
    else if (decoded.kind === 'centre-points') over.push(...decoded.objects.map((one) => found(view, one)))
    else if (decoded.kind === 'maps') maps.push(decoded)
  }
  const size = `x="${GAP}" y="${top}" width="${view.width}" height="${view.height}"`
  drawings.push(`<svg ${size}>${over.join('')}</svg>`)
  let below = top + RASTER_ZOOM * rows + GAP
  drawings.push(label(GAP, below, 'front picture'))
  layers.push({ kind: 'raw', left: GAP, top: below + LABEL, image: frontImage(raster) })
  below += LABEL + FRONT_IMAGE.height + GAP
  for (const drawn of maps) below = placeMaps(drawn, below, layers, drawings)
  const tiles = maps.map((drawn) => GAP + MAPS_ACROSS * (MAP_ZOOM * drawn.columns + GAP))
  const width = Math.max(2 * GAP + RASTER_ZOOM * columns, ...tiles)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${below}">${drawings.join('')}</svg>`
  layers.push({ kind: 'svg', left: 0, top: 0, text: svg })
  return composePng(width, below, BACKGROUND, layers)
}

/** Tiles from `top` on; the next free row of pixels. */
function placeMaps(maps: DrawnMaps, top: number, layers: Layer[], drawings: string[]): number {
  const [width, height] = [MAP_ZOOM * maps.columns, MAP_ZOOM * maps.rows + LABEL + GAP]
  maps.names.forEach((name, i) => {
    const left = GAP + (i % MAPS_ACROSS) * (width + GAP)
    const upper = top + Math.floor(i / MAPS_ACROSS) * height
    drawings.push(label(left, upper, name))
    layers.push({ kind: 'raw', left, top: upper + LABEL, image: greyMap(maps, i) })
  })
  return top + Math.ceil(maps.names.length / MAPS_ACROSS) * height
}

function greyMap(maps: DrawnMaps, map: number): RawImage {
  return enlarged(maps.rows, maps.columns, MAP_ZOOM, (row, column) => {
    const grey = Math.round(255 * probabilityAt(maps, map, row, column))
    return [grey, grey, grey]
  })
}

/** The first is the plan. */
function path(view: TopView, points: readonly Waypoint[], rank: number): string {
  const places = [0, 0, ...points.flatMap(({ x, y }) => [x, y])]
  const [colour, width] = rank === 0 ? [PLAN, 4] : [ALTERNATIVE, 1.5]
  return `<polyline points="${svgPoints(view, places)}" fill="none" stroke="${colour}" stroke-width="${width}"/>`
}

function found(view: TopView, { x, y, yaw, length, width, velocityX, velocityY, class: name }: FoundObject): string {
  const colour = CLASS_COLOURS[name] ?? '#ffffff'
  const corners = svgPoints(view, boxCorners(x, y, yaw, length, width))
  const motion = svgPoints(view, [x, y, x + AHEAD * velocityX, y + AHEAD * velocityY])
  return (
    `<polygon points="${corners}" fill="none" stroke="${colour}" stroke-width="2"/>` +
    `<polyline points="${motion}" stroke="${colour}" stroke-width="1.5"/>`
  )
}
