import type { TrackedObject } from '../../core/scene.ts'
import { byteOf, CELL_PLACES, CHANNEL, CHANNEL_STRIDE, cellAt, RASTER_CHANNELS, RASTER_GRID } from './raster-layout.ts'

const EXISTENCE = RASTER_CHANNELS[CHANNEL.track]!
const SPEED = RASTER_CHANNELS[CHANNEL.trackSpeedX]!

/** Draws a track's box: the cells whose middle it covers, and the one that its centre lies in. The surer track keeps a cell. */
export function drawTrack(bytes: Uint8Array, { position, yaw, size, velocity, existence }: TrackedObject): void {
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const halfLength = 0.5 * size[0]
  const halfWidth = 0.5 * size[1]
  const reachX = Math.abs(cos) * halfLength + Math.abs(sin) * halfWidth
  const reachY = Math.abs(sin) * halfLength + Math.abs(cos) * halfWidth
  // At least 1: 0 says that there is no track.
  const sure = Math.max(1, byteOf(EXISTENCE, existence))
  const speedX = byteOf(SPEED, velocity[0])
  const speedY = byteOf(SPEED, velocity[1])
  const { cell, rear, left, rows, columns } = RASTER_GRID
  const firstRow = Math.max(0, Math.floor((left - position[1] - reachY) / cell))
  const lastRow = Math.min(rows - 1, Math.floor((left - position[1] + reachY) / cell))
  const firstColumn = Math.max(0, Math.floor((position[0] - reachX - rear) / cell))
  const lastColumn = Math.min(columns - 1, Math.floor((position[0] + reachX - rear) / cell))
  for (let row = firstRow; row <= lastRow; row++) {
    const dy = left - (row + 0.5) * cell - position[1]
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = rear + (column + 0.5) * cell - position[0]
      const isInside = Math.abs(cos * dx + sin * dy) <= halfLength && Math.abs(cos * dy - sin * dx) <= halfWidth
      if (isInside) mark(bytes, row * columns + column, sure, speedX, speedY)
    }
  }
  const middle = cellAt(position[0], position[1])
  if (middle >= 0) mark(bytes, middle, sure, speedX, speedY)
}

function mark(bytes: Uint8Array, cell: number, sure: number, speedX: number, speedY: number): void {
  const place = CELL_PLACES[cell]!
  if (bytes[place + CHANNEL.track * CHANNEL_STRIDE]! >= sure) return
  bytes[place + CHANNEL.track * CHANNEL_STRIDE] = sure
  bytes[place + CHANNEL.trackSpeedX * CHANNEL_STRIDE] = speedX
  bytes[place + CHANNEL.trackSpeedY * CHANNEL_STRIDE] = speedY
}
