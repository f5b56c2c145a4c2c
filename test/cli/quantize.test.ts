import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { calibrationFrames } from '../../src/cli/calibration-frames.ts'
import { main } from '../../src/cli/main.ts'
import { encodePng } from '../../src/io/images/image-file.ts'
import { openNetwork, readNetworkFiles } from '../../src/io/inference/open-network.ts'
import { decodeOnnx } from '../../src/io/onnx/onnx-codec.ts'
import { manifestBeside, writeNetwork } from '../networks/manifest-beside.ts'
import { sha256 } from '../networks/small-network.ts'
import { CONVOLUTIONS, plannerInput, smallPlanner } from '../planning/quantize/small-planner.ts'
import { sharedData } from '../shared-data.ts'

let written: { out: string; error: string }
const folder = mkdtempSync(join(tmpdir(), 'axdrive-quantize-'))
afterAll(() => rmSync(folder, { recursive: true }))

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
const MODEL = smallPlanner()

function planner(change: object = {}): string {
  const manifest = {
    manifest: 1,
    name: 'planner',
    model: { file: 'planner.onnx', sha256: sha256(MODEL) },
    inputs: [
      { name: 'x', shape: [1, 3, 16, 24], source: { kind: 'camera', camera: 'front', colours: 'RGB', resize: 'area' } },
    ],
    outputs: [
      {
        name: 'path',
        decode: { kind: 'waypoints', times: [1, 2, 3], columns: [{ quantity: 'x' }, { quantity: 'y' }] },
      },
    ],
    ...change,
  }
  return writeNetwork('planner', manifest, { file: 'planner.onnx', bytes: MODEL })
}

/** Pictures of the network's own size. */
async function pictures(count: number): Promise<string[]> {
  const paths: string[] = []
  for (let i = 0; i < count; i++) {
    const planes = plannerInput(i)
    const data = Uint8Array.from({ length: planes.length }, (_, k) => 255 * planes[(k % 3) * 384 + Math.floor(k / 3)]!)
    const path = join(folder, `${i}.png`)
    writeFileSync(path, await encodePng({ width: 24, height: 16, channels: 3, data }))
    paths.push(path)
  }
  return paths
}

describe('axdrive quantize', () => {
  it('writes an int8 network with its manifest, and tells what is fused and how far it drifts', async () => {
    const output = join(folder, 'int8.onnx')
    const args = ['--manifest', planner(), '-o', output, '--hold-out', '3']
    expect(await axdrive('quantize', ...(await pictures(9)), ...args, '--json')).toBe(0)
    const report = JSON.parse(written.out)
    expect(report).toMatchObject({
      frames: { calibration: 6, held_out: 3 },
      convolutions: { all: CONVOLUTIONS, fused: CONVOLUTIONS, left: [] },
      nodes: { float: [] },
      drift: [{ name: 'path' }],
    })
    expect(report.drift[0].p99).toBeGreaterThan(0)
    expect(report.drift[0].p99).toBeLessThan(0.05)
    expect(report.bytes.int8).toBe(readFileSync(output).length)
    const files = await readNetworkFiles(report.manifest)
    expect(files.sha256).toBe(files.manifest.model.sha256)
    written.out = ''
    expect(await axdrive('check', output, '--chip', 'tidl')).toBe(0)
  })

  it('is shown each picture once, though the network runs in between', async () => {
    const network = await openNetwork(planner())
    const shown: string[] = []
    for await (const { inputs } of calibrationFrames(await pictures(3), network, 64)) {
      await network.engine.run(inputs)
      shown.push(sha256(new Uint8Array(Object.values(inputs)[0]!.data.buffer)))
    }
    await network.engine.close()
    expect(new Set(shown).size).toBe(3)
  })

  it('gives TensorRT biases in float, and leaves in float what is asked', async () => {
    const output = join(folder, 'float-bias.onnx')
    const args = ['--manifest', planner(), '-o', output, '--bias', 'float', '--keep-fp32', 'c4, g1']
    expect(await axdrive('quantize', ...(await pictures(3)), ...args)).toBe(0)
    expect(written.out).toContain(`fused     ${CONVOLUTIONS - 1} of ${CONVOLUTIONS} convolutions fused\n  float   c4\n`)
    expect(written.out).toContain('float   g1 (Sigmoid): as asked')
    expect(decodeOnnx(readFileSync(output)).graph.initializers.some(({ type }) => type === 'int32')).toBe(false)
    expect(await axdrive('check', output, '--chip', 'tensorrt')).toBe(0)
  })

  it.each([
    ['one picture', 1, [], 'expected inputs to calibrate by, found none'],
    ['no such node', 2, ['--keep-fp32', 'c99'], "found 'c99'"],
    ['no such range', 2, ['--range', '0.2'], "expected minmax or a share above 0.5 in --range, found '0.2'"],
    ['no number of frames', 2, ['--frames', 'x'], "in --frames, found 'x'"],
    ['no pictures', 0, ['/nowhere.png'], 'ENOENT'],
  ] as const)('says in one line that there is %s: exit 2', async (_, count, args, message) => {
    const files = await pictures(count)
    const output = join(folder, 'none.onnx')
    expect(await axdrive('quantize', ...files, ...args, '--manifest', planner(), '-o', output)).toBe(2)
    expect(written.error.trim().split('\n')).toHaveLength(1)
    expect(written.error).toContain(message)
  })

  it('does not write over the network that it reads', async () => {
    const manifest = planner()
    const model = join(manifest, '..', 'planner.onnx')
    expect(await axdrive('quantize', ...(await pictures(2)), '--manifest', manifest, '-o', model)).toBe(2)
    expect(sha256(readFileSync(model))).toBe(sha256(MODEL))
  })
})

const fastestDet = sharedData('onnx/fastestdet')
const twinLiteNet = sharedData('onnx/twinlitenet/images')
const nuScenes = sharedData('nuscenes-sample')
const kitti = sharedData('kitti-raw')

function picturesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /\.(jpg|png)$/.test(name)).map((name) => join(folder, name))
}

describe.skipIf([fastestDet, twinLiteNet, nuScenes, kitti].includes(null))(
  'axdrive quantize of a published network',
  () => {
    it('fuses every convolution of FastestDet and keeps its output within a few hundredths', async () => {
      // Roads from three cameras: calibrated on few pictures, the ranges do not hold for the next one.
      const files = [
        ...picturesIn(twinLiteNet!),
        ...picturesIn(nuScenes!),
        ...picturesIn(kitti!),
        `${fastestDet}/3.jpg`,
      ]
      const args = [
        '--manifest',
        manifestBeside(fastestDet!, 'fastestdet'),
        '-o',
        join(folder, 'fast.onnx'),
        '--hold-out',
        '3',
      ]
      expect(await axdrive('quantize', ...files, ...args, '--json')).toBe(0)
      const report = JSON.parse(written.out)
      expect(report.convolutions).toEqual({ all: 70, fused: 70, left: [] })
      expect(report.drift[0].p99).toBeLessThan(0.04)
    })
  },
)
