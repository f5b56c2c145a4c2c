import { buildMapIndex } from '../../common/map/build-map-index.ts'
import { buildRoute } from '../../common/map/build-route.ts'
import type { LaneBoundary, Polyline } from '../../common/map/lane-map.ts'
import { paintedLines } from '../../common/map/painted-lines.ts'
import type { Body, World } from './world.ts'

/** Pixels per metre. */
const SCALE = 2
/** m around the map. */
const MARGIN = 10

const FILL: Readonly<Record<string, string>> = {
  building: '#a08070',
  tree: '#4f8f4f',
  pole: '#222222',
  'parked-car': '#5070b0',
  barrier: '#909090',
  cone: '#ff7020',
  sign: '#cc2020',
  bollard: '#202020',
}

/** The world from above as SVG text, north up: for people to look at. */
export function drawWorld(world: World, scale = SCALE): string {
  const { map } = world
  const index = buildMapIndex(map)
  const [minX, minY, maxX, maxY] = index.bounds
  const [west, south, east, north] = [minX - MARGIN, minY - MARGIN, maxX + MARGIN, maxY + MARGIN]
  const points = (line: Polyline): string => {
    const pairs: string[] = []
    for (let i = 0; i < line.length; i += 2) pairs.push(`${line[i]!.toFixed(2)},${(-line[i + 1]!).toFixed(2)}`)
    return pairs.join(' ')
  }
  const polyline = (line: Polyline, style: string) => `<polyline points="${points(line)}" fill="none" ${style}/>`
  const polygon = (line: Polyline, fill: string) => `<polygon points="${points(line)}" fill="${fill}"/>`
  const shapes = [
    ...map.drivableAreas.map((area) => polygon(area, '#6b6b6b')),
    ...map.crosswalks.map(({ outline }) => polygon(outline, '#d8d8a0')),
    ...paintedLines(map).map((edge) => polyline(edge.line, markingStyle(edge))),
    ...map.lanes.map((lane) =>
      polyline(lane.centreLine, `stroke="${lane.isJunction ? '#ffb000' : '#40c0ff'}" stroke-width="0.15"`),
    ),
    ...map.stopLines.map(({ line }) => polyline(line, 'stroke="#ff4040" stroke-width="0.5"')),
    ...world.statics.flatMap(({ kind, bodies }) => bodies.map((body) => bodyShape(body, FILL[kind] ?? '#000000'))),
    ...map.trafficLights.map(({ position: [x, y] }) => `<circle cx="${x}" cy="${-y}" r="0.8" fill="#00c000"/>`),
    ...world.routes
      .slice(0, ROUTE_COLOURS.length)
      .map(({ lanes }, i) =>
        polyline(routeLine(index, lanes), `stroke="${ROUTE_COLOURS[i]}" stroke-width="0.8" stroke-opacity="0.7"`),
      ),
  ]
  const view = `${west} ${-north} ${east - west} ${north - south}`
  const size = `width="${Math.round((east - west) * scale)}" height="${Math.round((north - south) * scale)}"`
  const background = `<rect x="${west}" y="${-north}" width="${east - west}" height="${north - south}" fill="#b8c8a8"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${view}">\n${background}\n${shapes.join('\n')}\n</svg>\n`
}

const ROUTE_COLOURS = ['#ff00ff', '#00ffff', '#ffff00']

function routeLine(index: ReturnType<typeof buildMapIndex>, lanes: readonly number[]): Polyline {
  const { line } = buildRoute(index, lanes)
  return Float64Array.from({ length: 2 * line.size }, (_, i) => (i % 2 === 0 ? line.x[i >> 1]! : line.y[i >> 1]!))
}

function markingStyle({ pattern, colour }: LaneBoundary): string {
  const stroke = colour === 'yellow' ? '#ffd000' : '#ffffff'
  const dashes = pattern.startsWith('dashed') ? ' stroke-dasharray="3 6"' : ''
  return `stroke="${stroke}" stroke-width="${pattern.startsWith('double') ? 0.35 : 0.2}"${dashes}`
}

function bodyShape({ shape, position: [x, y], yaw, size: [length, width] }: Body, fill: string): string {
  if (shape === 'cylinder') return `<circle cx="${x}" cy="${-y}" r="${length / 2}" fill="${fill}"/>`
  const degrees = (-yaw * 180) / Math.PI
  const box = `x="${-length / 2}" y="${-width / 2}" width="${length}" height="${width}"`
  return `<rect ${box} transform="translate(${x} ${-y}) rotate(${degrees})" fill="${fill}"/>`
}
