import type { RgbPicture } from '../common/manifest/camera-input.ts'
import type { DetectedBox } from '../common/manifest/decoders/grid-detections.ts'
import type { SegmentationMask } from '../common/manifest/decoders/segmentation.ts'
import type { Waypoints } from '../common/manifest/decoders/waypoints.ts'
import type { Crop } from '../common/manifest/manifest.ts'
import type { NamedOutput } from '../common/manifest/manifest-network.ts'
import { toPicture } from '../common/manifest/picture-boxes.ts'
import { composePng, type Layer } from '../io/images/layers.ts'

/** Colours of classes and boxes, one after the other: R, G, B. */
const COLOURS = [
  [46, 204, 113],
  [231, 76, 60],
  [52, 152, 219],
  [241, 196, 15],
  [155, 89, 182],
  [230, 126, 34],
] as const
const MASK_ALPHA = 110

/** The picture with what the network saw over it: masks, boxes, and a path from above in a corner. PNG. */
export function drawOutputs(picture: RgbPicture, outputs: readonly NamedOutput[], crop: Crop): Promise<Uint8Array> {
  const { width, height, pixels } = picture
  const layers: Layer[] = [{ kind: 'raw', left: 0, top: 0, image: { width, height, channels: 3, data: pixels } }]
  const drawings: string[] = []
  let masks = 0
  for (const { name, decoded } of outputs) {
    switch (decoded.kind) {
      case 'segmentation':
        layers.push(maskLayer(decoded, crop, picture, masks++))
        break
      case 'grid-detections':
        drawings.push(...decoded.boxes.map((box) => boxDrawing(box, crop, picture)))
        break
      case 'waypoints':
        drawings.push(pathDrawing(decoded, picture))
        break
      case 'trajectory-scores':
        if (decoded.ranked[0])
          drawings.push(pathDrawing({ ...decoded.ranked[0], kind: 'waypoints', frame: 'ego' }, picture))
        break
      case 'centre-points':
      case 'maps':
        // Seen from above: their place in this picture is not known here.
        break
      case 'steering':
      case 'speed':
        drawings.push(label(8, 20 + 20 * drawings.length, `${name} ${decoded.value.toPrecision(4)}`, '#ffffff'))
        break
    }
  }
  layers.push({ kind: 'svg', left: 0, top: 0, text: svg(width, height, drawings) })
  return composePng(width, height, '#000000', layers)
}

/** Every class but the first in a colour of its own, over the part of the picture that the network was shown. */
function maskLayer(mask: SegmentationMask, crop: Crop, { width, height }: RgbPicture, index: number): Layer {
  const [left, top] = [Math.round(crop.left * width), Math.round(crop.top * height)]
  const [right, bottom] = [Math.round(crop.right * width), Math.round(crop.bottom * height)]
  const [columns, rows] = [right - left, bottom - top]
  const data = new Uint8Array(4 * columns * rows)
  for (let y = 0; y < rows; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / rows) * mask.width
    for (let x = 0; x < columns; x++) {
      const label = mask.labels[row + Math.floor(((x + 0.5) * mask.width) / columns)]!
      if (label > 0) data.set([...colour(index + label - 1), MASK_ALPHA], 4 * (y * columns + x))
    }
  }
  return { kind: 'raw', left, top, image: { width: columns, height: rows, channels: 4, data } }
}

function boxDrawing(box: DetectedBox, crop: Crop, { width, height }: RgbPicture): string {
  const { left, top, right, bottom } = toPicture(box, crop, width, height)
  const stroke = `rgb(${colour([...box.class].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)).join()})`
  const frame = `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="none" stroke="${stroke}" stroke-width="2"/>`
  return frame + label(left + 3, Math.max(14, top - 4), `${box.class} ${box.score.toFixed(2)}`, stroke)
}

/** Pixels of the square that the path is drawn in, its side, and the metres that it shows ahead. */
const INSET = 160
const AHEAD = 40

/** Straight up is ahead; the car is at the lower edge's middle. */
function pathDrawing({ points }: Waypoints, { width }: RgbPicture): string {
  const scale = (INSET - 16) / AHEAD
  const place = (x: number, y: number) => `${(INSET / 2 - y * scale).toFixed(1)},${(INSET - 8 - x * scale).toFixed(1)}`
  const known = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  const line = [place(0, 0), ...known.map(({ x, y }) => place(x, y))].join(' ')
  const frame = `<rect width="${INSET}" height="${INSET}" fill="#101316" fill-opacity="0.7"/>`
  const path = `<polyline points="${line}" fill="none" stroke="#2ecc71" stroke-width="3"/>`
  return `<g transform="translate(${width - INSET - 8}, 8)">${frame}${path}${label(6, 16, `${AHEAD} m`, '#ffffff')}</g>`
}

function label(x: number, y: number, text: string, fill: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="14" fill="${fill}" stroke="#000000" stroke-width="3" paint-order="stroke">${escaped}</text>`
}

function svg(width: number, height: number, drawings: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawings.join('')}</svg>`
}

function colour(index: number): readonly number[] {
  return COLOURS[index % COLOURS.length]!
}
