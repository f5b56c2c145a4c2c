import type { DecodedOutput } from '../common/manifest/decode-outputs.ts'
import type { DrawnMaps } from '../common/manifest/decoders/maps.ts'
import { classAreas } from '../common/manifest/decoders/segmentation.ts'
import type { Crop } from '../common/manifest/manifest.ts'
import type { NamedOutput } from '../common/manifest/manifest-network.ts'
import { toPicture } from '../common/manifest/picture-boxes.ts'
import { textTable } from './text-table.ts'

/** What a network saw in one picture, as JSON: masks as their classes' areas, boxes in pixels of the picture. */
export function outputRecord({ name, decoded }: NamedOutput, crop: Crop, width: number, height: number): object {
  switch (decoded.kind) {
    case 'segmentation': {
      const areas = classAreas(decoded).map((area) => ({
        class: area.name,
        percent: 100 * area.share,
        centre: area.pixels > 0 ? area.centre : null,
      }))
      return { name, kind: decoded.kind, width: decoded.width, height: decoded.height, areas }
    }
    case 'grid-detections': {
      const boxes = decoded.boxes.map((box) => {
        const { left, top, right, bottom } = toPicture(box, crop, width, height)
        return { class: box.class, score: box.score, left, top, right, bottom }
      })
      return { name, kind: decoded.kind, boxes }
    }
    case 'waypoints':
    case 'trajectory-scores':
    case 'centre-points':
    case 'steering':
    case 'speed':
      return { name, ...decoded }
    case 'maps': {
      const { logits: _, ...maps } = decoded
      return { name, ...maps, cells: decoded.names.map((_, i) => likelyCells(decoded, i)) }
    }
  }
}

/** The same for people. */
export function outputText({ name, decoded }: NamedOutput, crop: Crop, width: number, height: number): string {
  const text = decodedText(decoded, crop, width, height)
  return text
    .split('\n')
    .map((line, i) => `${i === 0 ? name.padEnd(10) : ''.padEnd(10)}${line}`)
    .join('\n')
}

function decodedText(decoded: DecodedOutput, crop: Crop, width: number, height: number): string {
  switch (decoded.kind) {
    case 'segmentation':
      return classAreas(decoded)
        .slice(1)
        .map(({ name, share, pixels, centre }) => {
          const where = pixels > 0 ? `, centre (${centre.map((value) => value.toFixed(1)).join(', ')})` : ''
          return `${name} ${(100 * share).toFixed(2)} % of ${decoded.width} × ${decoded.height}${where}`
        })
        .join('\n')
    case 'grid-detections': {
      const rows = decoded.boxes.map((box) => {
        const { left, top, right, bottom } = toPicture(box, crop, width, height)
        return [box.class, box.score.toFixed(3), ...[left, top, right, bottom].map((edge) => edge.toFixed(0))]
      })
      return rows.length === 0 ? 'nothing' : textTable(['class', 'score', 'left', 'top', 'right', 'bottom'], rows)
    }
    case 'waypoints': {
      const cell = (value: number | null, digits: number): string => (value === null ? '-' : value.toFixed(digits))
      const rows = decoded.points.map(({ time, x, y, yaw, speed }) => [
        time.toFixed(2),
        cell(x, 2),
        cell(y, 2),
        cell(yaw, 3),
        cell(speed, 2),
      ])
      return textTable(['s', 'x m', 'y m', 'yaw rad', 'speed m/s'], rows)
    }
    case 'trajectory-scores': {
      const rows = decoded.ranked.map(({ trajectory, score, points }) => {
        const last = points.at(-1)
        return [String(trajectory), score.toFixed(3), last?.x.toFixed(1) ?? '-', last?.y.toFixed(1) ?? '-']
      })
      return textTable(['trajectory', 'ln score', 'ends at x m', 'y m'], rows)
    }
    case 'centre-points': {
      const rows = decoded.objects.map(({ class: name, score, ...values }) => [
        name,
        score.toFixed(3),
        ...[values.x, values.y, values.yaw, values.length, values.width, values.velocityX, values.velocityY].map(
          (value) => value.toFixed(1),
        ),
      ])
      const head = ['class', 'score', 'x m', 'y m', 'yaw rad', 'length m', 'width m', 'ahead m/s', 'left m/s']
      return rows.length === 0 ? 'nothing' : textTable(head, rows)
    }
    case 'maps':
      return decoded.names.map((one, i) => `${one} in ${likelyCells(decoded, i)} cells of ${decoded.cell} m`).join('\n')
    case 'steering':
      return `${decoded.quantity} ${decoded.value.toPrecision(4)} ${decoded.quantity === 'curvature' ? '1/m' : 'rad'}`
    case 'speed':
      return `${decoded.value.toFixed(2)} m/s`
  }
}

/** Those where it is likelier than not. */
function likelyCells({ logits, rows, columns }: DrawnMaps, map: number): number {
  return logits.subarray(map * rows * columns, (map + 1) * rows * columns).filter((logit) => logit > 0).length
}
