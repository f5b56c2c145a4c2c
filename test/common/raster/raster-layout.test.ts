import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { expandRaster } from '../../../src/common/raster/expand-raster.ts'
import {
  byteOf,
  CELL_PLACES,
  CHANNEL_STRIDE,
  cellAt,
  FRONT_IMAGE,
  RASTER_CHANNELS,
  RASTER_GRID,
  RASTER_SHAPE,
  RASTER_SIZE,
  valueAt,
} from '../../../src/common/raster/raster-layout.ts'

describe('the layout of the raster', () => {
  test('gives every channel of every cell a byte of its own', () => {
    const used = new Uint8Array(RASTER_SIZE)
    for (const place of CELL_PLACES) {
      for (let channel = 0; channel < RASTER_CHANNELS.length; channel++) used[place + channel * CHANNEL_STRIDE]!++
    }
    expect(used.every((count) => count === 1)).toBe(true)
  })

  test('is SpaceToDepth of ONNX: blocks of 2×2 cells become depth, the place in the block before the channel', () => {
    const cell = 37 * RASTER_GRID.columns + 110
    const [, rows, columns] = RASTER_SHAPE
    expect(CELL_PLACES[cell]).toBe(((1 * 2 + 0) * 16 * rows + 18) * columns + 55)
  })

  test('puts points into cells by floor, the left edge and the rear edge inside', () => {
    expect(cellAt(-32, 32)).toBe(0)
    expect(cellAt(0.1, -0.1)).toBe(64 * 256 + 64)
    expect(cellAt(-32.01, 0)).toBe(-1)
    expect(cellAt(96, 0)).toBe(-1)
    expect(cellAt(0, -32)).toBe(-1)
    expect(cellAt(Number.NaN, 0)).toBe(-1)
  })

  test('rounds values to the nearest byte and stays inside the range', () => {
    const bytes = new Uint8Array(RASTER_SIZE)
    RASTER_CHANNELS.forEach((channel, index) => {
      for (const byte of [1, 77, 128, 255]) {
        const value = channel.scale * byte + channel.offset
        expect(byteOf(channel, value + 0.4 * channel.scale)).toBe(byte)
        bytes[CELL_PLACES[5]! + index * CHANNEL_STRIDE] = byte
        expect(valueAt(bytes, 5, index)).toBeCloseTo(value, 12)
      }
      expect(byteOf(channel, 1e9)).toBe(255)
      expect(byteOf(channel, -1e9)).toBe(channel.empty === 0 ? 0 : 1)
    })
  })

  test('expands to what a network reads, 0 where nothing is known', () => {
    const bytes = new Uint8Array(RASTER_SIZE)
    for (const place of CELL_PLACES) {
      RASTER_CHANNELS.forEach(({ empty }, channel) => {
        bytes[place + channel * CHANNEL_STRIDE] = empty
      })
    }
    bytes[CELL_PLACES[300]! + 14 * CHANNEL_STRIDE] = 64
    bytes[CELL_PLACES[300]!] = 255
    const out = new Float32Array(RASTER_SIZE)
    expandRaster(bytes, out)
    expect(out[CELL_PLACES[300]! + 14 * CHANNEL_STRIDE]).toBe(-0.5)
    expect(out[CELL_PLACES[300]!]).toBe(255 / 128)
    expect(out.filter((value) => value !== 0).length).toBe(2)
  })

  test('shows a lamp of 0.3 m at 50 m on at least 4 pixels of the front picture', () => {
    expect((FRONT_IMAGE.focal * 0.3) / 50).toBeGreaterThanOrEqual(4)
  })

  test('is told in docs/raster.md as it is', () => {
    const text = readFileSync(new URL('../../../docs/raster.md', import.meta.url), 'utf8')
    RASTER_CHANNELS.forEach(({ name, unit, scale, offset, empty, meaning }, index) => {
      const row = `| ${index} | ${name} | ${unit} | ${fraction(scale)} | ${offset} | ${empty} | ${meaning} |`
      expect(text).toContain(row)
    })
    expect(text).toContain(`[${RASTER_SHAPE.join(', ')}]`)
    expect(text).toContain(`[3, ${FRONT_IMAGE.height}, ${FRONT_IMAGE.width}]`)
  })
})

/** Bytes of 255 where it is so many, else the number. */
function fraction(scale: number): string {
  const share = 255 * scale
  return Math.abs(share - Math.round(share)) < 1e-9 ? `${Math.round(share)}/255` : String(scale)
}
