import { describe, expect, test } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import { decodeImage, encodeJpeg, encodePng, type RawImage } from '../../../src/io/images/image-file.ts'
import { composePng } from '../../../src/io/images/layers.ts'

/** Red to the right, green downwards. */
const gradient: RawImage = {
  width: 64,
  height: 32,
  channels: 3,
  data: Uint8Array.from({ length: 64 * 32 * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return i % 3 === 0 ? 4 * (pixel % 64) : i % 3 === 1 ? 8 * Math.floor(pixel / 64) : 20
  }),
}

describe('images', () => {
  test('come back from PNG as they were', async () => {
    const { width, height, channels, data } = await decodeImage(await encodePng(gradient), 'a test')
    expect([width, height, channels]).toEqual([64, 32, 3])
    expect(Uint8Array.from(data)).toEqual(gradient.data)
  })

  test('come back from JPEG nearly so, smaller with less quality', async () => {
    const { data } = await decodeImage(await encodeJpeg(gradient, 95), 'a test')
    data.forEach((value, i) => {
      expect(Math.abs(value - gradient.data[i]!)).toBeLessThan(12)
    })
    expect((await encodeJpeg(gradient, 30)).length).toBeLessThan((await encodeJpeg(gradient, 95)).length)
  })

  test('that are none are named with their place', async () => {
    const garbage = Uint8Array.of(1, 2, 3, 4)
    await expect(decodeImage(garbage, 'camera/front')).rejects.toThrow(InputError)
    await expect(decodeImage(garbage, 'camera/front')).rejects.toThrow(/4 bytes.*camera\/front/)
  })
})

describe('layers', () => {
  test('lie over each other in their order, at their places', async () => {
    const size = 'xmlns="http://www.w3.org/2000/svg" width="20" height="20"'
    const square = (colour: string) => `<svg ${size}><rect width="20" height="20" fill="${colour}"/></svg>`
    const png = await composePng(60, 40, '#000000', [
      { kind: 'svg', left: 10, top: 10, text: square('#ff0000') },
      {
        kind: 'raw',
        left: 20,
        top: 10,
        image: { width: 2, height: 2, channels: 4, data: new Uint8Array(16).fill(255) },
      },
      { kind: 'encoded', left: 40, top: 0, width: 20, height: 10, bytes: await encodePng(gradient) },
    ])
    const { data } = await decodeImage(png, 'a test')
    const at = (x: number, y: number) => [...data.subarray(3 * (60 * y + x), 3 * (60 * y + x) + 3)]
    expect(at(5, 5)).toEqual([0, 0, 0])
    expect(at(15, 15)).toEqual([255, 0, 0])
    expect(at(21, 11)).toEqual([255, 255, 255])
    expect(at(58, 1)[0]).toBeGreaterThan(200)
  })
})
