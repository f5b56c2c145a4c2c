import type { PlannerRaster } from '../common/raster/planner-raster.ts'
import { FRONT_IMAGE, RASTER_CHANNELS, RASTER_GRID, VALIDITY } from '../common/raster/raster-layout.ts'
import type { RawImage } from '../io/images/image-file.ts'
import { composePng, type Layer } from '../io/images/layers.ts'
import {
  BACKGROUND,
  frontImage,
  GAP,
  HEADER,
  LABEL,
  label,
  type Painter,
  painted,
  RASTER_ZOOM,
  sceneColour,
} from './raster-painting.ts'

const TILES_ACROSS = 4

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
  place(painted(raster, RASTER_ZOOM, sceneColour), GAP, HEADER, 'cameras; lidar above 0.3 m; radar; tracks')
  let top = HEADER + LABEL + RASTER_ZOOM * rows + GAP
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
