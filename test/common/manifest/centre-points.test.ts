import { describe, expect, it } from 'vitest'
import {
  CENTRE_POINT_STRIDE,
  CENTRE_POINT_VALUES,
  decodeCentrePoints,
} from '../../../src/common/manifest/decoders/centre-points.ts'
import { decodeMaps, probabilityAt } from '../../../src/common/manifest/decoders/maps.ts'
import type { CentrePointsDecoding } from '../../../src/common/manifest/manifest.ts'
import { parseManifest } from '../../../src/common/manifest/parse-manifest.ts'
import type { Tensor } from '../../../src/core/tensor.ts'

const DECODING: CentrePointsDecoding = {
  kind: 'centre-points',
  classes: ['car', 'pedestrian'],
  threshold: 0.4,
  cell: 2,
  rear: -4,
  left: 6,
  velocityScale: 10,
}
const [ROWS, COLUMNS] = [6, 8]
const CELLS = ROWS * COLUMNS

/** Nothing anywhere; then logits by class, row, column, and values there. */
function output(peaks: readonly (readonly [number, number, number, number])[], fill = 0): Tensor {
  const data = new Float32Array((DECODING.classes.length + CENTRE_POINT_STRIDE) * CELLS).fill(fill)
  data.fill(-9, 0, DECODING.classes.length * CELLS)
  for (const [map, row, column, logit] of peaks) data[map * CELLS + row * COLUMNS + column] = logit
  return { type: 'float32', shape: [1, DECODING.classes.length + CENTRE_POINT_STRIDE, ROWS, COLUMNS], data }
}

function set(tensor: Tensor, value: keyof typeof CENTRE_POINT_VALUES, row: number, column: number, number: number) {
  tensor.data[(DECODING.classes.length + CENTRE_POINT_VALUES[value]) * CELLS + row * COLUMNS + column] = number
}

describe('objects by their centres', () => {
  it('are the peaks above the threshold with what stands in their cell, the surest first', () => {
    const tensor = output([
      [0, 1, 3, 1],
      [0, 1, 4, 0.5],
      [1, 4, 6, 2],
      [0, 5, 0, -0.5],
    ])
    set(tensor, 'x', 1, 3, 0.25)
    set(tensor, 'y', 1, 3, -0.5)
    set(tensor, 'length', 1, 3, Math.log(4.5))
    set(tensor, 'width', 1, 3, Math.log(1.8))
    set(tensor, 'cos', 1, 3, -1)
    set(tensor, 'sin', 1, 3, 1)
    set(tensor, 'velocityX', 1, 3, -0.7)
    set(tensor, 'velocityY', 1, 3, 0.1)
    const { objects } = decodeCentrePoints(tensor, DECODING, 'objects')
    expect(objects.map((one) => one.class)).toEqual(['pedestrian', 'car'])
    const car = objects[1]!
    // Middle of the cell: x = -4 + 3.5 · 2, y = 6 - 1.5 · 2.
    expect(car.x).toBeCloseTo(3.5, 5)
    expect(car.y).toBeCloseTo(2, 5)
    expect(car.yaw).toBeCloseTo(0.75 * Math.PI, 5)
    expect(car.length).toBeCloseTo(4.5, 5)
    expect(car.width).toBeCloseTo(1.8, 5)
    expect(car.velocityX).toBeCloseTo(-7, 5)
    expect(car.velocityY).toBeCloseTo(1, 5)
    expect(car.score).toBeCloseTo(1 / (1 + Math.exp(-1)), 6)
  })

  it('are one where neighbours are equal, and none where a value is no number', () => {
    const equal = output([
      [0, 2, 2, 1],
      [0, 2, 3, 1],
    ])
    expect(decodeCentrePoints(equal, DECODING, 'objects').objects).toHaveLength(1)
    set(equal, 'width', 2, 2, Number.NaN)
    expect(decodeCentrePoints(equal, DECODING, 'objects').objects).toHaveLength(0)
    const broken = output([[0, 2, 2, Number.NaN]])
    expect(decodeCentrePoints(broken, DECODING, 'objects').objects).toHaveLength(0)
  })

  it('refuse an output of another depth, and say which', () => {
    const tensor: Tensor = { type: 'float32', shape: [1, 9, ROWS, COLUMNS], data: new Float32Array(9 * CELLS) }
    expect(() => decodeCentrePoints(tensor, DECODING, 'objects')).toThrow(/\[1, 10, \?, \?\].*objects|objects.*10/)
  })

  it.each([
    [{ classes: ['ship'] }, /a list out of unknown, car/],
    [{ cell: 0 }, /a positive number of m/],
    [{ threshold: 2 }, /a number from 0 to 1/],
    [{ turned: 1 }, /turned/],
  ])('are refused in a manifest that says %j', (change, message) => {
    const manifest = {
      manifest: 1,
      name: 'finder',
      model: { file: 'finder.onnx', sha256: '0'.repeat(64) },
      inputs: [{ name: 'raster', type: 'float32', shape: [1, 64, 64, 128], source: { kind: 'raster' } }],
      outputs: [{ name: 'objects', decode: { ...DECODING, ...change } }],
    }
    expect(() => parseManifest(JSON.stringify(manifest), 'finder.json')).toThrow(message)
  })
})

describe('maps that a network draws', () => {
  const decoding = { kind: 'maps', names: ['road', 'lines'], cell: 2, rear: -4, left: 6 } as const

  it('are probabilities by name and cell, and stay when the engine runs again', () => {
    const data = Float32Array.from({ length: 2 * CELLS }, (_, i) => (i === CELLS + COLUMNS + 3 ? 2 : -1))
    const maps = decodeMaps({ type: 'float32', shape: [1, 2, ROWS, COLUMNS], data }, decoding, 'maps')
    data.fill(9)
    expect(maps).toMatchObject({ names: ['road', 'lines'], rows: ROWS, columns: COLUMNS, cell: 2, rear: -4, left: 6 })
    expect(probabilityAt(maps, 1, 1, 3)).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
    expect(probabilityAt(maps, 0, 1, 3)).toBeCloseTo(1 / (1 + Math.exp(1)), 6)
  })

  it('are refused with another number of channels', () => {
    const tensor: Tensor = { type: 'float32', shape: [1, 3, ROWS, COLUMNS], data: new Float32Array(3 * CELLS) }
    expect(() => decodeMaps(tensor, decoding, 'maps')).toThrow(/maps/)
  })
})
