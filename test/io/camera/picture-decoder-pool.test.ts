import { performance } from 'node:perf_hooks'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { Random } from '../../../src/common/random/xoshiro.ts'
import type { PictureResult } from '../../../src/core/pictures.ts'
import type { PictureDecoder } from '../../../src/core/ports.ts'
import { openPictureDecoder, type PictureDecoderOptions } from '../../../src/io/camera/picture-decoder-pool.ts'
import { decodeImage, encodePng, type RawImage } from '../../../src/io/images/image-file.ts'
import { workerEntry } from '../../../src/io/workers/worker-entry.ts'
import { imageRequest, noisyImage, noisyJpeg, noisyPng } from './pictures.ts'

const open: PictureDecoder[] = []
afterAll(async () => {
  for (const decoder of open.splice(0)) await decoder.close()
})

function decoderWith(options: PictureDecoderOptions): PictureDecoder {
  const decoder = openPictureDecoder(options)
  open.push(decoder)
  return decoder
}

/** One for all tests that need nothing special: starting threads takes longer than most of them. */
const decoder = decoderWith({ threads: 2 })

const mortalThreads = (threads: number) =>
  decoderWith({ threads, entry: workerEntry('mortal-camera-worker', import.meta.url) })
const deadly = (sequence: number) => imageRequest(Uint8Array.of(0), sequence, { sensor: 'camera/mortal' })
const sameAs = (pixels: Uint8Array, expected: RawImage) => Buffer.from(pixels).equals(Uint8Array.from(expected.data))
const codes = ({ problems }: PictureResult) => problems.map(({ code }) => code)

describe('decoding threads', () => {
  it('give the pixels of a PNG as they are, and of a JPEG and a WebP as the library gives them', async () => {
    const image = noisyImage(1)
    const { width, height, data } = image
    const webp = await sharp(data, { raw: { width, height, channels: 3 } })
      .webp()
      .toBuffer()
    for (const [i, bytes] of [await encodePng(image), await noisyJpeg(1), webp].entries()) {
      const { pictures, problems, compute } = await decoder.decode(imageRequest(bytes, i))
      expect(problems).toEqual([])
      expect(compute).toBeGreaterThan(0)
      const [picture] = pictures
      expect(picture).toMatchObject({ width: 320, height: 180, stamp: i * 50e6, sequence: i })
      expect(picture!.source).toEqual({ width: 320, height: 180 })
      const expected = await decodeImage(bytes, 'a test')
      expect(sameAs(picture!.pixels, expected)).toBe(true)
      if (i === 0) expect(sameAs(picture!.pixels, image)).toBe(true)
    }
  })

  it('scale while they decode, and say how large the picture was', async () => {
    const request = imageRequest(await noisyJpeg(1), 0, { size: { width: 96, height: 48 } })
    const [picture] = (await decoder.decode(request)).pictures
    expect(picture).toMatchObject({ width: 96, height: 48, source: { width: 320, height: 180 } })
    expect(picture!.pixels).toHaveLength(3 * 96 * 48)
  })

  it('keep the newest four pictures of each camera as they were, and take the memory of older ones again', async () => {
    const pngs = await Promise.all(Array.from({ length: 12 }, (_, i) => noisyPng(i)))
    const kept: Uint8Array[] = []
    const buffers = new Set<ArrayBufferLike>()
    for (const [i, bytes] of pngs.entries()) {
      const source = Uint8Array.from(bytes)
      const decoding = decoder.decode(imageRequest(source, i, { sensor: 'camera/kept' }))
      // Whoever sent the picture takes its memory back at once.
      source.fill(0xee)
      const [front, back] = await Promise.all([
        decoding,
        decoder.decode(imageRequest(bytes, i, { sensor: 'camera/back' })),
      ])
      kept.push(front.pictures[0]!.pixels)
      buffers.add(front.pictures[0]!.pixels.buffer)
      expect(back.pictures).toHaveLength(1)
      for (let back = 0; back < Math.min(4, kept.length); back++) {
        const pixels = kept[kept.length - 1 - back]!
        expect(sameAs(pixels, noisyImage(i - back))).toBe(true)
      }
    }
    expect(buffers.size).toBeLessThanOrEqual(5)
  })

  it('leave the event loop of the caller to the caller', async () => {
    const jpegs = await Promise.all(Array.from({ length: 6 }, (_, i) => noisyJpeg(i, 800, 450)))
    const request = (i: number) => imageRequest(jpegs[i % 6]!, i, { sensor: `camera/${i % 6}` })
    await decoder.decode(request(0))
    const before = performance.eventLoopUtilization()
    let compute = 0
    for (let i = 0; i < 24; i += 6) {
      const results = await Promise.all([0, 1, 2, 3, 4, 5].map((k) => decoder.decode(request(i + k))))
      for (const result of results) compute += result.compute
    }
    const { active } = performance.eventLoopUtilization(before)
    // What the caller's thread was busy for, against what the decoding took on the other one.
    expect(active).toBeLessThan(0.25 * (compute / 1e6))
  })

  it('drop the oldest waiting picture of a camera that sends more than can be decoded, where that is asked for', async () => {
    const decoder = decoderWith({ threads: 1, mostWaiting: 1 })
    const jpeg = await noisyJpeg(1, 800, 450)
    await decoder.decode(imageRequest(jpeg))
    const results = await Promise.all([1, 2, 3, 4].map((sequence) => decoder.decode(imageRequest(jpeg, sequence))))
    expect(results.map(({ pictures }) => pictures.length)).toEqual([1, 0, 0, 1])
    expect(results.flatMap(codes)).toEqual(['camera-frame-dropped', 'camera-frame-dropped'])
  })
})

describe('a decoding thread that dies', () => {
  it('loses the picture it was at, counted, and is started again for the next ones', async () => {
    const decoder = mortalThreads(1)
    const jpeg = await noisyJpeg(1)
    const results = await Promise.all([
      decoder.decode(imageRequest(jpeg, 0)),
      decoder.decode(deadly(1)),
      decoder.decode(imageRequest(jpeg, 2)),
      decoder.decode(deadly(3)),
      decoder.decode(imageRequest(jpeg, 4)),
    ])
    expect(results.map(({ pictures }) => pictures.length)).toEqual([1, 0, 1, 0, 1])
    expect(results.flatMap(codes)).toEqual(['camera-worker-lost', 'camera-worker-lost'])
    expect(results[1]!.problems[0]!.detail).toMatch(/expected the worker thread to live.*exit code 9.*one picture/)
  })

  it('does not hold up the other threads', async () => {
    const decoder = mortalThreads(2)
    const jpeg = await noisyJpeg(1)
    const others = Array.from({ length: 8 }, (_, i) => decoder.decode(imageRequest(jpeg, i)))
    const lost = await decoder.decode(deadly(0))
    expect(codes(lost)).toEqual(['camera-worker-lost'])
    for (const result of await Promise.all(others)) expect(result.pictures).toHaveLength(1)
  })
})

describe('a decoding thread that hangs', () => {
  it('is ended and started again within its limit; its picture is lost, counted, and no other one', async () => {
    const entry = workerEntry('hanging-camera-worker', import.meta.url)
    const decoder = decoderWith({ threads: 1, limit: 2000, entry })
    const jpeg = await noisyJpeg(1)
    const hung = (sequence: number) => imageRequest(Uint8Array.of(0), sequence, { sensor: 'camera/hung' })
    const results = await Promise.all([
      decoder.decode(imageRequest(jpeg, 0)),
      decoder.decode(hung(1)),
      decoder.decode(imageRequest(jpeg, 2)),
    ])
    expect(results.map(({ pictures }) => pictures.length)).toEqual([1, 0, 1])
    expect(results.flatMap(codes)).toEqual(['camera-worker-lost'])
    expect(results[1]!.problems[0]!.detail).toMatch(/to answer within 2 s, found it hanging, with one picture/)
  })
})

describe('bytes that are no picture', () => {
  it('are problems that say what was expected and found, whatever they are called', async () => {
    const jpeg = await noisyJpeg(1)
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const truncated = jpeg.subarray(0, jpeg.length >> 1)
    for (const bytes of [new Uint8Array(0), svg, truncated, jpeg.subarray(0, 20), Uint8Array.of(0xff, 0xd8, 0xff)]) {
      const { pictures, problems } = await decoder.decode(imageRequest(bytes))
      expect(pictures).toEqual([])
      expect(problems).toHaveLength(1)
      expect(problems[0]!.code).toBe('camera-picture-broken')
      expect(problems[0]!.detail).toMatch(new RegExp(`^expected an image, found ${bytes.length} bytes \\(.+\\)$`))
    }
    expect((await decoder.decode(imageRequest(jpeg))).pictures).toHaveLength(1)
  })

  it('that claim to be larger than any camera take no memory', async () => {
    const png = Uint8Array.from(await noisyPng(1))
    // Width and height in the first chunk, and its checksum made right by the library that only warns of it.
    new DataView(png.buffer).setUint32(16, 60_000)
    new DataView(png.buffer).setUint32(20, 60_000)
    const { pictures, problems } = await decoder.decode(imageRequest(png))
    expect(pictures).toEqual([])
    expect(problems).toHaveLength(1)
  })

  it('never throw and never end a thread: garbled and truncated pictures of three formats', async () => {
    const image = noisyImage(3, 64, 48)
    const raw = { raw: { width: 64, height: 48, channels: 3 as const } }
    const wholes = [await encodePng(image), await noisyJpeg(3, 64, 48), await sharp(image.data, raw).webp().toBuffer()]
    const random = new Random(0xca3e)
    const counts = { pictures: 0, broken: 0 }
    for (let round = 0; round < 60; round++) {
      const results = await Promise.all(
        Array.from({ length: 25 }, (_, i) => decoder.decode(imageRequest(garbled(wholes[i % 3]!, random), i))),
      )
      for (const result of results) {
        expect(result.pictures.length + result.problems.length).toBe(1)
        if (result.pictures.length === 1) counts.pictures++
        else if (codes(result)[0] === 'camera-picture-broken') counts.broken++
      }
    }
    expect(counts.pictures + counts.broken).toBe(1500)
    // Both happen: what is looked at is neither all refused nor all let through.
    expect(Math.min(counts.pictures, counts.broken)).toBeGreaterThan(50)
    const [picture] = (await decoder.decode(imageRequest(wholes[0]!))).pictures
    expect(sameAs(picture!.pixels, image)).toBe(true)
  })
})

/** Some bytes changed, the end cut off, the middle doubled or all of it random. */
function garbled(whole: Uint8Array, random: Random): Uint8Array {
  const kind = random.uniform()
  if (kind < 0.1) return Uint8Array.from({ length: 200 * random.uniform() }, () => 256 * random.uniform())
  if (kind < 0.3) return whole.subarray(0, whole.length * random.uniform())
  const bytes = Uint8Array.from(whole)
  if (kind < 0.4) bytes.copyWithin(bytes.length * random.uniform(), bytes.length * random.uniform())
  const changes = 1 + 8 * random.uniform()
  for (let i = 0; i < changes; i++) bytes[Math.floor(bytes.length * random.uniform())] = 256 * random.uniform()
  return bytes
}
