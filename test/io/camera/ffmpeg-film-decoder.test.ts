import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { isKeyUnit } from '../../../src/io/camera/annex-b.ts'
import { openFfmpegFilmDecoder } from '../../../src/io/camera/ffmpeg-film-decoder.ts'
import type { FilmDecoder, FilmPicture } from '../../../src/io/camera/film-decoder.ts'
import { PortablePixmaps } from '../../../src/io/camera/portable-pixmaps.ts'
import { brightnessOf, greyFilm } from './films.ts'

const FAKE = fileURLToPath(new URL('fake-ffmpeg.mjs', import.meta.url))
const PROGRAM = process.env['AXDRIVE_FFMPEG'] ?? 'ffmpeg'
const isInstalled = spawnSync(PROGRAM, ['-version']).status === 0
if (!isInstalled)
  console.log(`the ffmpeg program itself is not tested: expected '${PROGRAM}' to run, found that it does not`)

const open: FilmDecoder[] = []
afterEach(() => {
  for (const decoder of open.splice(0)) decoder.close()
  delete process.env['FAKE_FFMPEG']
})

/** Long enough for a program's start on a machine that has much else to do. */
const PATIENCE = { first: 20_000, later: 20_000 }

function decoderOf(program: string, format: 'h264' | 'h265' = 'h264', patience = PATIENCE): FilmDecoder {
  const decoder = openFfmpegFilmDecoder(format, program, patience)
  open.push(decoder)
  return decoder
}

function fake(behaviour: string, patience = PATIENCE): FilmDecoder {
  process.env['FAKE_FFMPEG'] = behaviour
  return decoderOf(FAKE, 'h264', patience)
}

const UNIT = Uint8Array.of(0, 0, 0, 1, 0x65, 1, 2, 3)

describe('films through a child process', () => {
  it('come unit by unit, with the number of the unit that they are the picture of', async () => {
    const decoder = fake('')
    for (let id = 10; id < 16; id++) {
      const [picture] = await decoder.decode(id, UNIT, true)
      expect(picture).toMatchObject({ id, image: { width: 4, height: 2, channels: 3 } })
      expect(new Set(picture!.image.data)).toEqual(new Set([id - 10]))
    }
  })

  it('may come a unit late, which is found out by waiting once', async () => {
    const decoder = fake('delay', { ...PATIENCE, first: 1000 })
    const pictures: FilmPicture[] = []
    for (let id = 10; id < 15; id++) pictures.push(...(await decoder.decode(id, UNIT, id === 10)))
    // Where the program is slow to start another wait passes before the first one comes; none is lost.
    expect(pictures.map(({ id, image }) => [id, image.data[0]])).toEqual([
      [10, 0],
      [11, 1],
      [12, 2],
      [13, 3],
    ])
  })

  it.each([
    ['dies', /expected ffmpeg to run, found it ended with 3: unsupported stream/],
    ['garbage', /expected a picture's header, found 4141/],
    ['silent', /expected a picture within 1500 ms, found none/],
  ])('fail where the program %s, and say so', async (behaviour, message) => {
    const decoder = fake(behaviour, { ...PATIENCE, ...(behaviour === 'silent' && { later: 1500 }) })
    await decoder.decode(0, UNIT, true)
    await decoder.decode(1, UNIT, false)
    await expect(decoder.decode(2, UNIT, false)).rejects.toThrow(message)
  })

  it('fail where there is no such program', async () => {
    await expect(decoderOf('no-such-program').decode(0, UNIT, true)).rejects.toThrow(/no-such-program/)
  })

  it.skipIf(!isInstalled)('come from the program itself as they were filmed', async () => {
    for (const format of ['h264', 'h265'] as const) {
      const units = await greyFilm(format, 12, { width: 320, height: 180 })
      const decoder = decoderOf(PROGRAM, format)
      const ids: number[] = []
      for (const [id, unit] of units.entries()) {
        for (const picture of await decoder.decode(id, unit, isKeyUnit(format, unit))) {
          ids.push(picture.id)
          const { width, height, data } = picture.image
          expect([width, height]).toEqual([320, 180])
          expect(Math.abs(data[3 * (150 * 320 + 300)]! - brightnessOf(picture.id))).toBeLessThan(8)
        }
      }
      expect(ids).toEqual(Array.from({ length: 12 }, (_, i) => i))
    }
  })
})

describe('a stream of portable pixmaps', () => {
  it('is cut into pictures wherever the pieces end', () => {
    const picture = (value: number) => Buffer.concat([Buffer.from('P6\n3 2\n255\n'), Buffer.alloc(18, value)])
    const stream = Buffer.concat([1, 2, 3, 4].map(picture))
    for (let piece = 1; piece < 40; piece++) {
      const pixmaps = new PortablePixmaps()
      const values: number[] = []
      for (let at = 0; at < stream.length; at += piece) {
        for (const { width, height, data } of pixmaps.push(stream.subarray(at, at + piece))) {
          expect([width, height, data.length]).toEqual([3, 2, 18])
          values.push(data[0]!)
        }
      }
      expect(values).toEqual([1, 2, 3, 4])
    }
  })
})
