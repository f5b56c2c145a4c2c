import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CameraInput, type RgbPicture } from '../../../src/common/manifest/camera-input.ts'
import type { CameraSource, ResizeFilter } from '../../../src/common/manifest/manifest.ts'
import { createTensor } from '../../../src/core/tensor.ts'

const SOURCE: CameraSource = {
  kind: 'camera',
  camera: 'front',
  layout: 'NCHW',
  colours: 'RGB',
  crop: { left: 0, top: 0, right: 1, bottom: 1 },
  resize: 'bilinear',
  range: [0, 255],
  mean: [0, 0, 0],
  standardDeviation: [1, 1, 1],
}

function fill(change: Partial<CameraSource>, width: number, height: number, picture: RgbPicture): Float32Array {
  const source = { ...SOURCE, ...change }
  const channels = source.colours === 'grey' ? 1 : 3
  const shape = source.layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels]
  const tensor = createTensor('float32', shape)
  tensor.data.fill(Number.NaN)
  new CameraInput(source, tensor).fill(tensor.data, picture)
  return tensor.data
}

/** Pixel (x, y) is (x, y, 10 · x + y). */
function ramp(width: number, height: number): RgbPicture {
  const pixels = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++)
    pixels.set([i % width, Math.floor(i / width), (10 * (i % width) + Math.floor(i / width)) & 255], 3 * i)
  return { width, height, pixels }
}

const channel = (data: Float32Array, c: number, count: number) => [...data.subarray(c * count, (c + 1) * count)]

describe('a camera picture as input of a network', () => {
  it('is handed on as it is where nothing is to be done', () => {
    const data = fill({}, 4, 3, ramp(4, 3))
    expect(channel(data, 0, 12)).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3])
    expect(channel(data, 1, 12)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
  })

  it('has its colours, its axes and its grey as the manifest says', () => {
    const picture: RgbPicture = { width: 1, height: 1, pixels: Uint8Array.of(10, 20, 30) }
    expect([...fill({}, 1, 1, picture)]).toEqual([10, 20, 30])
    expect([...fill({ colours: 'BGR' }, 1, 1, picture)]).toEqual([30, 20, 10])
    const grey = fill({ colours: 'grey', mean: [0], standardDeviation: [1] }, 1, 1, picture)
    expect(grey[0]).toBeCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 4)
    const last = fill({ layout: 'NHWC' }, 2, 1, { width: 2, height: 1, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) })
    expect([...last]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('is normalised by range, mean and deviation of each channel', () => {
    const picture: RgbPicture = { width: 1, height: 1, pixels: Uint8Array.of(0, 255, 51) }
    const data = fill({ range: [-1, 1], mean: [0.5, 0, 0], standardDeviation: [0.5, 2, 1] }, 1, 1, picture)
    for (const [i, value] of [-3, 0.5, -0.6].entries()) expect(data[i]).toBeCloseTo(value, 6)
  })

  it('rounds to whole pixels for an input of integers', () => {
    const tensor = createTensor('uint8', [1, 3, 1, 1])
    new CameraInput(SOURCE, tensor).fill(tensor.data, {
      width: 2,
      height: 1,
      pixels: Uint8Array.of(1, 0, 255, 2, 1, 255),
    })
    expect([...tensor.data]).toEqual([2, 1, 255])
  })

  it('shrinks by two to the mean of four pixels, by bilinear and by area alike', () => {
    for (const resize of ['bilinear', 'area'] as const) {
      const data = fill({ resize }, 4, 2, ramp(8, 4))
      expect(channel(data, 0, 4)).toEqual([0.5, 2.5, 4.5, 6.5])
      expect(channel(data, 1, 8).slice(4)).toEqual([2.5, 2.5, 2.5, 2.5])
    }
  })

  it('looks between four pixels, with half-pixel centres, and repeats the edge', () => {
    // Centres of 4 pixels over 2: at -0.25, 0.25, 0.75, 1.25 of the source's.
    const data = fill({}, 4, 1, { width: 2, height: 1, pixels: Uint8Array.of(0, 0, 0, 100, 100, 100) })
    expect(channel(data, 0, 4)).toEqual([0, 25, 75, 100])
    // By 4: bilinear sees the middle two of each four only, area all of them.
    const stripes = Uint8Array.from({ length: 24 }, (_, i) => (Math.floor(i / 3) % 4 === 0 ? 200 : 0))
    expect(channel(fill({}, 2, 1, { width: 8, height: 1, pixels: stripes }), 0, 2)).toEqual([0, 0])
    expect(channel(fill({ resize: 'area' }, 2, 1, { width: 8, height: 1, pixels: stripes }), 0, 2)).toEqual([50, 50])
    expect(channel(fill({ resize: 'nearest' }, 2, 1, ramp(8, 1)), 0, 2)).toEqual([2, 6])
  })

  it('shows the cut-out that the manifest names', () => {
    const crop = { left: 0.25, top: 0.5, right: 0.75, bottom: 1 }
    for (const resize of ['nearest', 'bilinear', 'area'] as const) {
      const data = fill({ crop, resize }, 4, 2, ramp(8, 4))
      expect(channel(data, 0, 8)).toEqual([2, 3, 4, 5, 2, 3, 4, 5])
      expect(channel(data, 1, 8)).toEqual([2, 2, 2, 2, 3, 3, 3, 3])
    }
  })

  it('keeps a plain picture plain, at any size, crop and filter', () => {
    const share = fc.double({ min: 0, max: 0.45, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom<ResizeFilter>('nearest', 'bilinear', 'area'),
        fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 40 }))),
        fc.tuple(share, share, share, share),
        (resize, [width, height, toWidth, toHeight], [left, top, right, bottom]) => {
          const picture = { width: width!, height: height!, pixels: new Uint8Array(3 * width! * height!).fill(77) }
          const crop = { left, top, right: 1 - right, bottom: 1 - bottom }
          const data = fill({ resize, crop }, toWidth!, toHeight!, picture)
          return data.every((value) => Math.abs(value - 77) < 1e-3)
        },
      ),
    )
  })

  it('averages over whole areas exactly', () => {
    const { width, height, pixels: flat } = ramp(60, 40)
    const pixels = flat.map((value, i) => (value * 7 + i * 13) & 255)
    const means = fill({ resize: 'area', layout: 'NHWC' }, 20, 10, { width, height, pixels })
    for (const [i, value] of means.entries()) {
      const [x, y, c] = [Math.floor(i / 3) % 20, Math.floor(i / 60), i % 3]
      let sum = 0
      for (let k = 0; k < 12; k++) sum += pixels[((4 * y + Math.floor(k / 3)) * 60 + 3 * x + (k % 3)) * 3 + c]!
      expect(value).toBeCloseTo(sum / 12, 3)
    }
  })

  it('refuses pixels that are not the picture', () => {
    const picture = { width: 4, height: 4, pixels: new Uint8Array(16) }
    expect(() => fill({}, 2, 2, picture)).toThrow('expected 4 × 4 pixels of 3 bytes, found 16 bytes: camera front')
  })
})
