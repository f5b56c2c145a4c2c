import type { PlannerRaster } from '../common/raster/planner-raster.ts'
import {
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  FRONT_IMAGE,
  RASTER_CHANNELS,
  RASTER_GRID,
  VALIDITY,
} from '../common/raster/raster-layout.ts'
import type { RawImage } from '../io/images/image-file.ts'
import { composePng, type Layer } from '../io/images/layers.ts'
import { escapeXml } from '../simulation/pictures/top-view.ts'

/** Pixels. */
const LARGE = 4
const GAP = 8
const HEADER = 34
const LABEL = 20
const TILES_ACROSS = 4
const BACKGROUND = '#101316'
const BRIGHT = '#eef1f4'
/** Rear axle to bumpers and half width of a usual car, m: only to be seen where the raster's origin is. */
const OWN_CAR = { rear: -1, front: 3.7, side: 0.9 } as const

type Colour = readonly [number, number, number]
/** Colour of a cell by its bytes in channel order. */
type Painter = (byte: (channel: number) => number) => Colour

/** A raster as people look at it, PNG: composite, front picture and every channel; ahead is to the right. */
export async function drawRasterSheet(raster: PlannerRaster, title: string): Promise<Uint8Array> {
  const { rows, columns } = RASTER_GRID
  const width = GAP + TILES_ACROSS * (columns + GAP)
  const layers: Layer[] = []
  const labels: string[] = [label(GAP, 0, title)]
  const place = (image: RawImage, left: number, top: number, name: string) => {
    layers.push({ kind: 'raw', left, top: top + LABEL, image })
    labels.push(label(left, top, name))
  }
  place(painted(raster, LARGE, composite), GAP, HEADER, 'cameras; lidar above 0.3 m; radar; tracks')
  let top = HEADER + LABEL + LARGE * rows + GAP
  place(frontImage(raster), GAP, top, 'front picture')
  const sensors = VALIDITY.map((name, i) => `${name} ${((100 * raster.validity[i]!) / 255).toFixed(0)} %`)
  const missing = raster.missing.length > 0 ? `, missing ${raster.missing.join(', ')}` : ''
  labels.push(label(2 * GAP + FRONT_IMAGE.width, top + LABEL, `fresh: ${sensors.join(', ')}${missing}`))
  top += LABEL + FRONT_IMAGE.height + GAP
  RASTER_CHANNELS.forEach(({ name, empty }, channel) => {
    const left = GAP + (channel % TILES_ACROSS) * (columns + GAP)
    const upper = top + Math.floor(channel / TILES_ACROSS) * (rows + LABEL + GAP)
    place(painted(raster, 1, tile(channel, empty)), left, upper, name)
  })
  const height = top + Math.ceil(RASTER_CHANNELS.length / TILES_ACROSS) * (rows + LABEL + GAP)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${labels.join('')}</svg>`
  layers.push({ kind: 'svg', left: 0, top: 0, text: svg })
  return composePng(width, height, BACKGROUND, layers)
}

function painted({ cells }: PlannerRaster, zoom: number, colourOf: Painter): RawImage {
  const { rows, columns, cell: side, rear, left } = RASTER_GRID
  const data = new Uint8Array(3 * zoom * zoom * rows * columns)
  for (let cell = 0; cell < rows * columns; cell++) {
    const place = CELL_PLACES[cell]!
    const [row, column] = [Math.floor(cell / columns), cell % columns]
    const [x, y] = [rear + (column + 0.5) * side, left - (row + 0.5) * side]
    const isOwn = x > OWN_CAR.rear && x < OWN_CAR.front && Math.abs(y) < OWN_CAR.side
    const colour = isOwn ? ([240, 240, 240] as const) : colourOf((channel) => cells[place + channel * CHANNEL_STRIDE]!)
    for (let i = 0; i < zoom * zoom; i++) {
      const pixelRow = zoom * row + Math.floor(i / zoom)
      data.set(colour, 3 * (pixelRow * zoom * columns + zoom * column + (i % zoom)))
    }
  }
  return { width: zoom * columns, height: zoom * rows, channels: 3, data }
}

/** Grey from the channel's lowest to its highest byte; with a sign, red above 0 and blue below. */
function tile(channel: number, empty: number): Painter {
  if (empty === 0) {
    return (byte) => {
      const value = byte(channel)
      return [value, value, value]
    }
  }
  return (byte) => {
    const value = 2 * (byte(channel) - empty)
    return value >= 0 ? [Math.min(255, value), 0, 0] : [0, Math.min(255, -value / 2), Math.min(255, -value)]
  }
}

/** Camera pixels; over them what stands up for the lidar in orange, radar targets in magenta, tracks in blue. */
function composite(byte: (channel: number) => number): Colour {
  const seen = byte(CHANNEL.seen) > 0
  const ground = seen ? [byte(CHANNEL.red), byte(CHANNEL.green), byte(CHANNEL.blue)] : [24, 27, 31]
  if (byte(CHANNEL.radarCrossSection) > 0) return [255, 60, 220]
  const standing = Math.max(byte(CHANNEL.slices + 1), byte(CHANNEL.slices + 2))
  if (standing > 0) return mix(ground, [255, 150, 20], 0.45 + standing / 600)
  if (byte(CHANNEL.track) > 0) return mix(ground, [50, 120, 255], byte(CHANNEL.track) / 400)
  return mix(ground, [0, 0, 0], 0)
}

function mix(from: readonly number[], to: Colour, share: number): Colour {
  const at = (i: number) => from[i]! + share * (to[i]! - from[i]!)
  return [at(0), at(1), at(2)]
}

function frontImage({ front }: PlannerRaster): RawImage {
  const { width, height } = FRONT_IMAGE
  const data = new Uint8Array(front.length)
  for (let i = 0; i < width * height; i++) {
    for (let k = 0; k < 3; k++) data[3 * i + k] = front[k * width * height + i]!
  }
  return { width, height, channels: 3, data }
}

function label(left: number, top: number, content: string): string {
  const style = 'font-family="DejaVu Sans, Arial, sans-serif" font-size="13"'
  return `<text x="${left}" y="${top + LABEL - 5}" ${style} fill="${BRIGHT}">${escapeXml(content)}</text>`
}
