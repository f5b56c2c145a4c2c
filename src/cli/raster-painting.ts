import type { PlannerRaster } from '../common/raster/planner-raster.ts'
import { CELL_PLACES, CHANNEL, CHANNEL_STRIDE, FRONT_IMAGE, RASTER_GRID } from '../common/raster/raster-layout.ts'
import type { RawImage } from '../io/images/image-file.ts'
import { escapeXml } from '../simulation/pictures/top-view.ts'

/** Pixels: a cell of the raster, room between and above pictures. */
export const RASTER_ZOOM = 4
export const GAP = 8
export const HEADER = 34
export const LABEL = 20
export const BACKGROUND = '#101316'
const BRIGHT = '#eef1f4'
/** Rear axle to bumpers and half width of a usual car, m: only to be seen where the raster's origin is. */
const OWN_CAR = { rear: -1, front: 3.7, side: 0.9 } as const

type Colour = readonly [number, number, number]
/** Colour of a cell by its bytes in channel order. */
export type Painter = (byte: (channel: number) => number) => Colour

/** The raster, each cell as so many pixels a side; the car's own place in white. */
export function painted({ cells }: PlannerRaster, zoom: number, colourOf: Painter): RawImage {
  const { rows, columns, cell: side, rear, left } = RASTER_GRID
  return enlarged(rows, columns, zoom, (row, column) => {
    const place = CELL_PLACES[row * columns + column]!
    const [x, y] = [rear + (column + 0.5) * side, left - (row + 0.5) * side]
    const isOwn = x > OWN_CAR.rear && x < OWN_CAR.front && Math.abs(y) < OWN_CAR.side
    return isOwn ? [240, 240, 240] : colourOf((channel) => cells[place + channel * CHANNEL_STRIDE]!)
  })
}

/** A grid as a picture, each cell as `zoom` pixels a side. */
export function enlarged(
  rows: number,
  columns: number,
  zoom: number,
  colourOf: (row: number, column: number) => Colour,
): RawImage {
  const data = new Uint8Array(3 * zoom * zoom * rows * columns)
  for (let cell = 0; cell < rows * columns; cell++) {
    const [row, column] = [Math.floor(cell / columns), cell % columns]
    const colour = colourOf(row, column)
    for (let i = 0; i < zoom * zoom; i++) {
      const pixelRow = zoom * row + Math.floor(i / zoom)
      data.set(colour, 3 * (pixelRow * zoom * columns + zoom * column + (i % zoom)))
    }
  }
  return { width: zoom * columns, height: zoom * rows, channels: 3, data }
}

/** Camera pixels; over them what stands up for the lidar in orange, radar targets in magenta, tracks in blue. */
export function sceneColour(byte: (channel: number) => number): Colour {
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

/** The front picture as it is. */
export function frontImage({ front }: PlannerRaster): RawImage {
  const { width, height } = FRONT_IMAGE
  const data = new Uint8Array(front.length)
  for (let i = 0; i < width * height; i++) {
    for (let k = 0; k < 3; k++) data[3 * i + k] = front[k * width * height + i]!
  }
  return { width, height, channels: 3, data }
}

/** SVG text above something at (left, top), pixels. */
export function label(left: number, top: number, content: string): string {
  const style = 'font-family="DejaVu Sans, Arial, sans-serif" font-size="13"'
  return `<text x="${left}" y="${top + LABEL - 5}" ${style} fill="${BRIGHT}">${escapeXml(content)}</text>`
}
