import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PictureResult } from '../../../src/core/pictures.ts'
import { isKeyUnit } from '../../../src/io/camera/annex-b.ts'
import { Film } from '../../../src/io/camera/film.ts'
import { loadFilmDecoders } from '../../../src/io/camera/open-film-decoder.ts'
import { openPictureDecoder } from '../../../src/io/camera/picture-decoder-pool.ts'
import { workerEntry } from '../../../src/io/workers/worker-entry.ts'
import { brightnessOf, greyFilm } from './films.ts'
import { filmRequest, imageRequest } from './pictures.ts'

const decoder = openPictureDecoder({ threads: 2, entry: workerEntry('mortal-camera-worker', import.meta.url) })
afterAll(() => decoder.close())

const films: Record<'h264' | 'h265', readonly Uint8Array[]> = { h264: [], h265: [] }
beforeAll(async () => {
  // A height that is no multiple of a block: what is cut off must not come back.
  films.h264 = await greyFilm('h264', 24, { width: 320, height: 180 })
  films.h265 = await greyFilm('h265', 24, { width: 320, height: 180 })
})

/** Sequences of the pictures, each checked to show what was filmed; called before the memory is used again. */
function shown({ pictures }: PictureResult): number[] {
  return pictures.map(({ sequence, stamp, width, height, pixels }) => {
    expect(stamp).toBe(sequence * 50e6)
    expect([width, height, pixels.length]).toEqual([320, 180, 3 * 320 * 180])
    // A place that the square never reaches.
    const at = 3 * (150 * 320 + 300)
    for (let channel = 0; channel < 3; channel++) {
      expect(Math.abs(pixels[at + channel]! - brightnessOf(sequence))).toBeLessThan(8)
    }
    return sequence
  })
}

const codes = ({ problems }: PictureResult) => problems.map(({ code }) => code)

/** Decodes access units, all at once, and gives the sequences of the pictures and the problems, unit by unit. */
async function play(format: 'h264' | 'h265', sequences: readonly number[], sensor: string) {
  const results = await Promise.all(
    sequences.map((sequence) =>
      decoder
        .decode(filmRequest(films[format][sequence]!, sequence, format, { sensor }))
        .then((result) => ({ shown: shown(result), codes: codes(result) })),
    ),
  )
  return { shown: results.flatMap((result) => result.shown), codes: results.flatMap((result) => result.codes) }
}

const upTo = (end: number, begin = 0) => Array.from({ length: end - begin }, (_, i) => begin + i)

describe('films', () => {
  it('begin with key units, which are told from the others', () => {
    for (const format of ['h264', 'h265'] as const) {
      expect(films[format].map((unit) => isKeyUnit(format, unit))).toEqual(upTo(24).map((i) => i % 8 === 0))
    }
  })

  it('come picture by picture, in order, with the stamps of their access units, also side by side', async () => {
    const [h265, h264] = await Promise.all([
      play('h265', upTo(24), 'camera/front'),
      play('h264', upTo(24), 'camera/back'),
    ])
    expect(h265).toEqual({ shown: upTo(24), codes: [] })
    // The library holds two pictures of H.264 back.
    expect(h264).toEqual({ shown: upTo(22), codes: [] })
  })

  it('are scaled while they are decoded', async () => {
    const request = filmRequest(films.h265[0]!, 0, 'h265', { sensor: 'camera/small', size: { width: 64, height: 32 } })
    const [picture] = (await decoder.decode(request)).pictures
    expect(picture).toMatchObject({ width: 64, height: 32, source: { width: 320, height: 180 } })
    expect(Math.abs(picture!.pixels[3 * (28 * 64 + 60)]! - brightnessOf(0))).toBeLessThan(8)
  })

  it('wait for a key unit at their beginning, after a gap and after units that changed places', async () => {
    const late = await play('h265', upTo(10, 3), 'camera/late')
    expect(late.shown).toEqual([8, 9])
    expect(late.codes).toEqual(Array(5).fill('camera-film-gap'))
    const gap = await play('h265', [0, 1, 3, 4, 5, 6, 7, 8, 9], 'camera/gap')
    expect(gap.shown).toEqual([0, 1, 8, 9])
    const swapped = await play('h265', [0, 1, 3, 2, 4, 8, 9], 'camera/swapped')
    expect(swapped.shown).toEqual([0, 1, 8, 9])
    expect(swapped.codes).toEqual(Array(3).fill('camera-film-gap'))
  })

  it('go on with the next key unit after bytes that are no access unit', async () => {
    const sensor = 'camera/broken'
    const unit = (bytes: Uint8Array, sequence: number) =>
      decoder.decode(filmRequest(bytes, sequence, 'h265', { sensor })).then((result) => {
        return [...shown(result), ...codes(result)]
      })
    expect(await unit(films.h265[0]!, 0)).toEqual([0])
    expect(await unit(new Uint8Array(64).fill(7), 1)).toEqual(['camera-picture-broken'])
    expect(await unit(films.h265[2]!, 2)).toEqual(['camera-film-gap'])
    expect(await unit(new Uint8Array(0), 3)).toEqual(['camera-film-gap'])
    expect(await unit(films.h265[8]!, 8)).toEqual([8])
  })

  it('that no camera sends are refused by their name', async () => {
    const { pictures, problems } = await decoder.decode(filmRequest(films.h264[0]!, 0, 'vp9', { sensor: 'camera/vp9' }))
    expect(pictures).toEqual([])
    expect(problems[0]).toEqual({
      code: 'camera-picture-broken',
      detail: "expected a film as h264 or h265, found 'vp9'",
    })
  })

  it('begin anew with a key unit after their thread has died', async () => {
    const alone = openPictureDecoder({ threads: 1, entry: workerEntry('mortal-camera-worker', import.meta.url) })
    const one = (sequence: number) => alone.decode(filmRequest(films.h265[sequence]!, sequence, 'h265'))
    expect(shown(await one(0))).toEqual([0])
    const lost = await alone.decode(imageRequest(Uint8Array.of(0), 0, { sensor: 'camera/mortal' }))
    expect(codes(lost)).toEqual(['camera-worker-lost'])
    for (let i = 1; i < 8; i++) expect(codes(await one(i))).toEqual(['camera-film-gap'])
    expect(shown(await one(8))).toEqual([8])
    await alone.close()
  })
})

describe('a film decoder', () => {
  it('is the ffmpeg program where the library cannot be loaded, and says so', async () => {
    const { open, fallback } = await loadFilmDecoders(() => Promise.reject(new Error('Cannot find native binding')))
    expect(fallback).toMatch(/expected @napi-rs\/webcodecs.*Cannot find native binding.*ffmpeg/)
    expect(open).toBeTypeOf('function')
    expect((await loadFilmDecoders()).fallback).toBeNull()
  })

  it('that cannot be started makes each key unit a problem, not an error', async () => {
    const film = new Film('h264', () => {
      throw new Error('no decoder')
    })
    const { pictures, problems } = await film.decode(0, films.h264[0]!, false)
    expect(pictures).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['camera-picture-broken'])
    expect(problems[0]!.detail).toMatch(/no decoder/)
  })
})
