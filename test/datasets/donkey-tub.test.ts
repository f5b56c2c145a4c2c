import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDonkeyTub } from '../../datasets/donkey-tub.ts'
import { InputError } from '../../src/core/errors.ts'
import { decodeImage } from '../../src/io/images/image-file.ts'
import { sharedData } from '../shared-data.ts'

const path = sharedData('donkey-tub')
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2
}

describe.skipIf(path === null)('the tub of the Donkey Car', () => {
  const records = path === null ? [] : readDonkeyTub(path)
  const angles = records.map(({ angle }) => angle)
  const errorOf = (answer: number, tested: readonly number[]) => mean(tested.map((angle) => Math.abs(angle - answer)))

  it('has the records and the steering of the reference', () => {
    expect(records.map(({ index }) => index)).toEqual(Array.from({ length: 800 }, (_, i) => i))
    const deviation = Math.sqrt(mean(angles.map((angle) => (angle - mean(angles)) ** 2)))
    expect(mean(angles)).toBeCloseTo(0.1576, 3)
    expect(Math.abs(deviation - 0.375)).toBeLessThan(1e-3)
    expect(Math.min(...angles)).toBeCloseTo(-0.798, 3)
    expect(Math.max(...angles)).toBeCloseTo(0.926, 3)
    expect(mean(records.map(({ throttle }) => throttle))).toBeCloseTo(0.6307, 3)
  })

  it('costs who always answers the median what the reference says', () => {
    expect(Math.abs(errorOf(median(angles), angles) - 0.3037)).toBeLessThan(1e-3)
    const [training, held] = [angles.slice(0, 640), angles.slice(640)]
    expect(Math.abs(errorOf(median(training), held) - 0.2469)).toBeLessThan(1e-3)
  })

  it('has a picture of 160 × 120 for each', async () => {
    for (const { image } of [records[0]!, records[399]!, records[799]!]) {
      const { width, height } = await decodeImage(readFileSync(image), image)
      expect([width, height]).toEqual([160, 120])
    }
  })
})

describe('a tub', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'axdrive-tub-'))
    mkdirSync(join(folder, 'images'))
    for (const i of [0, 1, 2]) writeFileSync(join(folder, `images/${i}.jpg`), '')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const write = (lines: readonly string[], state: object) => {
    writeFileSync(join(folder, 'manifest.json'), `[]\n[]\n{}\n{}\n${JSON.stringify(state)}\n`)
    writeFileSync(join(folder, 'catalog_0.catalog'), `${lines.join('\n')}\n`)
  }
  const line = (index: number, changes: object = {}) =>
    JSON.stringify({
      _index: index,
      'cam/image_array': `${index}.jpg`,
      'user/angle': 0.5,
      'user/throttle': 0.25,
      ...changes,
    })
  const state = { paths: ['catalog_0.catalog'], deleted_indexes: [1] }

  it('is read without the records that were deleted', () => {
    write([line(0), line(1), line(2)], state)
    expect(readDonkeyTub(folder)).toEqual(
      [0, 2].map((index) => ({ index, image: join(folder, `images/${index}.jpg`), angle: 0.5, throttle: 0.25 })),
    )
  })

  it.each([
    ['a catalogue that is not there', [line(0)], { paths: ['other.catalog'] }, /expected the catalogue other\.catalog/],
    ['no list of catalogues', [line(0)], {}, /expected paths of catalogues/],
    ['a torn line', [line(0), line(1).slice(0, 9)], state, /expected a JSON object a line, .*catalog_0\.catalog:2/],
    [
      'steering out of range',
      [line(0, { 'user/angle': 1.5 })],
      state,
      /expected 'user\/angle' between -1 and 1, found 1\.5/,
    ],
    [
      'a missing picture',
      [line(0, { 'cam/image_array': 'x.jpg' })],
      state,
      /expected the picture .*x\.jpg, found none/,
    ],
  ])('is refused with %s', (_, lines, manifest, message) => {
    write(lines, manifest)
    expect(() => readDonkeyTub(folder)).toThrow(message)
    expect(() => readDonkeyTub(folder)).toThrow(InputError)
  })

  it('is refused where there is none', () => {
    expect(() => readDonkeyTub(join(folder, 'images'))).toThrow('expected manifest.json of a donkey-tub, found none')
  })
})
