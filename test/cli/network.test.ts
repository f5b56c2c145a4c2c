import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { vehicleMessage } from '../../datasets/vehicle-message.ts'
import { main } from '../../src/cli/main.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { decodeImage, encodePng } from '../../src/io/images/image-file.ts'
import { createDrive } from '../../src/io/mcap/mcap-drive-writer.ts'
import { writeNetwork } from '../networks/manifest-beside.ts'
import { networkBytes, node, picture, reals, sha256 } from '../networks/small-network.ts'

let written: { out: string; error: string }

beforeEach(() => {
  written = { out: '', error: '' }
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.error += text)))
  vi.spyOn(console, 'log').mockImplementation((text) => void (written.out += `${text}\n`))
  process.exitCode = undefined
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const axdrive = (...args: string[]) => main(['node', 'axdrive', ...args])

/** A pixel is bright where its red is over a half; and how red the picture is on the whole steers. */
const MODEL = networkBytes({
  nodes: [
    node('Conv', ['image', 'red'], ['bright']),
    node('GlobalAveragePool', ['bright'], ['mean']),
    node('Flatten', ['mean'], ['steer']),
    node('Concat', ['half', 'bright'], ['mask'], { axis: 1 }),
  ],
  inputs: [picture('image', 1, 3, 4, 8)],
  outputs: [picture('mask', 1, 2, 4, 8), picture('steer', 1, 1)],
  initializers: [reals('red', [1, 3, 1, 1], [1, 0, 0]), reals('half', [1, 1, 4, 8], new Array(32).fill(0.5))],
})

function manifest(change: object = {}) {
  return {
    manifest: 1,
    name: 'red',
    model: { file: 'red.onnx', sha256: sha256(MODEL) },
    inputs: [
      {
        name: 'image',
        shape: [1, 3, 4, 8],
        source: { kind: 'camera', camera: 'front', colours: 'RGB', resize: 'area' },
      },
    ],
    outputs: [
      { name: 'mask', decode: { kind: 'segmentation', classes: ['dark', 'bright'] } },
      { name: 'steer', decode: { kind: 'steering', quantity: 'curvature', gain: 0.1 } },
    ],
    ...change,
  }
}

const write = (change: object = {}, bytes = MODEL) => writeNetwork('red', manifest(change), { file: 'red.onnx', bytes })

/** 16 × 8, the left quarter red, the rest black. */
async function redPicture(folder: string): Promise<string> {
  const data = Uint8Array.from({ length: 3 * 128 }, (_, i) => (i % 3 === 0 && Math.floor(i / 3) % 16 < 4 ? 255 : 0))
  const path = join(folder, 'picture.png')
  writeFileSync(path, await encodePng({ width: 16, height: 8, channels: 3, data }))
  return path
}

describe('axdrive network', () => {
  it('is timed query by query, in runs whose median counts', async () => {
    const timed = ['--queries', '40', '--runs', '3']
    expect(await axdrive('network', 'latency', write(), ...timed, '--json')).toBe(0)
    const report = JSON.parse(written.out)
    expect(report).toMatchObject({ network: 'red', queries: 40, engine: expect.stringContaining('1 thread') })
    const last = report.runs
      .map(({ p999_ms: value }: { p999_ms: number }) => value)
      .sort((a: number, b: number) => a - b)
    expect(last).toHaveLength(3)
    expect(report.median_p999_ms).toBe(last[1])
    for (const run of report.runs) {
      expect(run.n).toBe(40)
      expect(run.p50_ms).toBeGreaterThan(0)
      expect(run.p999_ms).toBeLessThanOrEqual(run.max_ms)
    }
    written.out = ''
    expect(await axdrive('network', 'latency', write(), ...timed)).toBe(0)
    expect(written.out).toMatch(
      /red: 40 queries in single stream a run, onnxruntime .*\nrun +p50 ms .*\n(.*\n)+median p99\.9: /,
    )
    expect(await axdrive('network', 'latency', write(), '--queries', 'all')).toBe(2)
    expect(written.error).toContain("expected a whole number of at least 1 in --queries; found 'all'")
  })

  it('shows a picture to a network, by its manifest alone, and draws what it saw', async () => {
    const path = write()
    const image = await redPicture(dirname(path))
    const drawn = join(dirname(path), 'out.png')
    expect(await axdrive('network', 'run', image, '--manifest', path, '--picture', drawn, '--json')).toBe(0)
    const report = JSON.parse(written.out)
    expect(report).toMatchObject({ network: 'red', engine: expect.stringMatching(/^onnxruntime \d/) })
    expect(report.frames).toHaveLength(1)
    const [mask, steer] = report.frames[0].outputs
    expect(mask).toMatchObject({ name: 'mask', kind: 'segmentation', width: 8, height: 4 })
    expect(mask.areas[1]).toEqual({ class: 'bright', percent: 25, centre: [0.5, 1.5] })
    expect(steer).toEqual({ name: 'steer', kind: 'steering', quantity: 'curvature', value: expect.closeTo(0.025, 6) })
    const { width, height, data } = await decodeImage(readFileSync(drawn), drawn)
    expect([width, height]).toEqual([16, 8])
    // The mask is laid over the red pixels and over no other.
    expect(data[1 + 3 * (16 * 7 + 1)]).toBeGreaterThan(50)
    expect([...data.subarray(3 * (16 * 7 + 12), 3 * (16 * 7 + 13))]).toEqual([0, 0, 0])
  })

  it('shows it what the camera of a drive saw, picture by picture', async () => {
    const path = write()
    const drive = join(dirname(path), 'drive.mcap')
    const bytes = readFileSync(await redPicture(dirname(path)))
    const out = await createDrive(drive, { originNanoseconds: 0n, timeScale: 'unix', source: 'test' })
    await out.writeMessage(vehicleMessage(GENERIC_CAR, 0))
    for (let i = 0; i < 3; i++) {
      const payload = { kind: 'image', sensor: 'front', format: 'png', bytes } as const
      await out.writeMessage({ topic: '/camera/front/image', stamp: i * 1e8, arrival: i * 1e8, sequence: i, payload })
    }
    await out.close()
    expect(await axdrive('network', 'run', drive, '--frames', '2', '--manifest', path, '--json')).toBe(0)
    const { frames } = JSON.parse(written.out)
    expect(frames.map(({ stamp }: { stamp: number }) => stamp)).toEqual([0, 1e8])
    expect(frames[1].outputs[0].areas[1]).toMatchObject({ class: 'bright', percent: 25 })
    expect(await axdrive('network', 'run', drive, path, '--manifest', path)).toBe(2)
    expect(written.error).toContain('expected pictures, or one drive alone, found 2 files')
  })

  it('prints the same for people', async () => {
    const path = write()
    const image = await redPicture(dirname(path))
    expect(await axdrive('network', 'run', image, image, '--frames', '1', '--manifest', path)).toBe(0)
    expect(written.out).toContain('mask      bright 25.00 % of 8 × 4, centre (0.5, 1.5)')
    expect(written.out).toContain('steer     curvature 0.02500 1/m')
    expect(written.out.match(/^frame/gm)).toHaveLength(1)
  })

  it('finds nothing wrong in what belongs together, on either engine', async () => {
    expect(await axdrive('network', 'check', write(), '--engine', 'tfjs', '--json')).toBe(0)
    const report = JSON.parse(written.out)
    expect(report.findings).toEqual([])
    expect(report.engine).toMatch(/^tfjs 4\.22/)
    expect(Number(report.deviation)).toBeLessThan(1e-4)
  })

  it('finds another model, other shapes, and a model that is none: exit 1', async () => {
    const other = write({
      model: { file: 'red.onnx', sha256: 'a'.repeat(64) },
      outputs: [{ name: 'mask', decode: { kind: 'segmentation', classes: ['a', 'b', 'c'] } }],
    })
    expect(await axdrive('network', 'check', other)).toBe(1)
    expect(written.out).toContain('wrong     expected a model with the SHA-256 aaaa')
    expect(written.out).toContain('wrong     expected segmentation in mask as [1, 3, ?, ?], found float32 [1, 2, 4, 8]')
    process.exitCode = undefined
    const bytes = Uint8Array.of(1, 2, 3)
    const broken = write({ model: { file: 'red.onnx', sha256: sha256(bytes) } }, bytes)
    expect(await axdrive('network', 'check', broken)).toBe(1)
    expect(written.out).toMatch(/wrong {5}expected an ONNX network that onnxruntime runs, found 3 bytes/)
  })

  it.each([
    ['no manifest', async () => ['/nowhere/m.json', 'x.png'], 'expected a manifest, found ENOENT'],
    ['no model', async () => [writeNetwork('red', manifest()), 'x.png'], 'expected the model of'],
    ['another model', async () => [write({ model: { file: 'red.onnx', sha256: 'a'.repeat(64) } }), 'x.png'], 'SHA-256'],
    ['no picture', async () => [write(), '/nowhere.png'], 'ENOENT'],
    ['a picture that is none', async () => [write(), write()], 'expected an image, found'],
  ] as const)('says in one line that there is %s: exit 2', async (_, files, message) => {
    const [path, image] = await files()
    expect(await axdrive('network', 'run', image!, '--manifest', path!)).toBe(2)
    expect(written.error.trim().split('\n')).toHaveLength(1)
    expect(written.error).toContain(message)
  })

  it('does not write over the picture that it reads', async () => {
    const path = write()
    const image = await redPicture(dirname(path))
    expect(await axdrive('network', 'run', image, '--manifest', path, '--picture', image)).toBe(2)
    expect((await sharp(image).metadata()).width).toBe(16)
  })
})
