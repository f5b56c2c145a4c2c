import { composePng } from '../../io/images/layers.ts'
import { type DrawnDrive, drawDrive, INFRACTION_COLOURS } from './infraction-picture.ts'
import { text } from './moment-drawing.ts'

/** Pixels of one drive's cell: its map, and below it the title and the list. */
const CELL = { width: 620, map: 430, caption: 92 } as const
const COLUMNS = 3
const GAP = 8
/** Infractions listed in a cell, in two columns. */
const LISTED = 6

/** Several drives side by side as PNG, each as {@link drawDrive} draws it, with its first infractions below. */
export function drawInfractionSheet(drives: readonly DrawnDrive[]): Promise<Uint8Array> {
  const columns = Math.min(COLUMNS, Math.max(1, drives.length))
  const height = CELL.map + CELL.caption
  const layers = drives.map((drive, i) => ({
    kind: 'svg' as const,
    left: (i % columns) * (CELL.width + GAP),
    top: Math.floor(i / columns) * (height + GAP),
    text: cell(drive, height),
  }))
  const rows = Math.max(1, Math.ceil(drives.length / columns))
  return composePng(columns * (CELL.width + GAP) - GAP, rows * (height + GAP) - GAP, '#000000', layers)
}

function cell(drive: DrawnDrive, height: number): string {
  const content = [
    drawDrive(drive, CELL.width, CELL.map),
    `<rect y="${CELL.map}" width="${CELL.width}" height="${CELL.caption}" fill="#191d22"/>`,
    text(12, CELL.map + 22, drive.title, '#eef1f4', 14, 'bold'),
    ...drive.infractions.slice(0, LISTED).map(({ kind, time }, i) => {
      const left = 12 + Math.floor(i / 3) * (CELL.width / 2)
      const y = CELL.map + 42 + (i % 3) * 18
      return [
        `<rect x="${left}" y="${y - 10}" width="11" height="11" rx="3" fill="${INFRACTION_COLOURS[kind]}"/>`,
        text(left + 20, y, `${i + 1}  ${time.toFixed(1)} s  ${kind}`, '#d0d4da', 13),
      ].join('')
    }),
    rest(drive.infractions.length),
  ].join('\n')
  const size = `width="${CELL.width}" height="${height}" viewBox="0 0 ${CELL.width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${content}</svg>`
}

function rest(count: number): string {
  if (count === 0) return text(12, CELL.map + 42, 'no infractions', '#9aa2ab', 13)
  return count <= LISTED ? '' : text(CELL.width - 90, CELL.map + 22, `${count - LISTED} more`, '#9aa2ab', 13)
}
