import type { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, it } from 'vitest'
import { memorySource, type RunDriveOptions, runDrive } from '../../src/cli/run-drive.ts'
import { soleEntrant, tableEntrants } from '../../src/cli/simulate-entrants.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { Message } from '../../src/core/messages.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { encodePng } from '../../src/io/images/image-file.ts'
import { AbsoluteTime } from '../../src/io/protobuf/absolute-time.ts'
import { DEFAULT_ORDER } from '../../src/runtime/order.ts'
import { writeNetwork } from '../networks/manifest-beside.ts'
import { networkBytes, node, picture, sha256 } from '../networks/small-network.ts'
import { generatedMessages } from './run-messages.ts'

/** The mean over all that it sees: a red picture says how far to steer. */
const MODEL = networkBytes({
  nodes: [node('ReduceMean', ['image'], ['steer'], { axes: [1, 2, 3], keepdims: 0 })],
  inputs: [picture('image', 1, 3, 4, 8)],
  outputs: [picture('steer', 1)],
})

/** One cell: a person in the middle of the picture, as likely as it is red. */
const DETECTOR = networkBytes({
  nodes: [
    node('ReduceMean', ['image'], ['red'], { axes: [1, 2, 3], keepdims: 1 }),
    node('Concat', ['red', 'place', 'one'], ['cells'], { axis: 1 }),
  ],
  inputs: [picture('image', 1, 3, 4, 8)],
  outputs: [picture('cells', 1, 6, 1, 1)],
  initializers: [
    { name: 'place', type: 'float', shape: [1, 4, 1, 1], data: Float32Array.of(0.5, 0.55, 0.05, 0.2) },
    { name: 'one', type: 'float', shape: [1, 1, 1, 1], data: Float32Array.of(1) },
  ],
})

const INPUT = {
  name: 'image',
  shape: [1, 3, 4, 8],
  // Only red counts: the others become 0.
  source: { kind: 'camera', camera: 'front', colours: 'RGB', resize: 'area', standardDeviation: [1 / 3, 1e9, 1e9] },
}

function write(name: string, bytes: Uint8Array, output: object): string {
  const model = { file: `${name}.onnx`, sha256: sha256(bytes) }
  const manifest = { manifest: 1, name, model, inputs: [INPUT], outputs: [output] }
  return writeNetwork(name, manifest, { file: model.file, bytes })
}

const steering = () =>
  write('red-steers', MODEL, { name: 'steer', decode: { kind: 'steering', quantity: 'curvature', gain: 0.01 } })
const people = () =>
  write('red-is-a-person', DETECTOR, {
    name: 'cells',
    decode: {
      kind: 'grid-detections',
      channels: { objectness: 0, x: 1, y: 2, width: 3, height: 4, classes: 5 },
      classes: ['person'],
      roadUsers: { person: 'pedestrian' },
      threshold: 0.2,
      overlap: 0.5,
    },
  })

const LENS: Lens = { width: 192, height: 96, fx: 175, fy: 175, cx: 95.5, cy: 47.5, distortion: [0, 0, 0, 0, 0] }

/** Pictures at 10 Hz, 255 · red at time t, among the messages of two simulated seconds. */
async function messagesWith(red: (seconds: number) => number): Promise<readonly Message[]> {
  const pictures: Message[] = []
  for (let i = 0; i < 20; i++) {
    const seconds = i / 10 + 0.02
    const data = new Uint8Array(3 * 192 * 96)
    for (let k = 0; k < data.length; k += 3) {
      // Not plain, or the camera's health would call it blind.
      data[k] = Math.round(255 * red(seconds))
      data[k + 1] = (k * 7919 + i) & 255
    }
    const bytes = await encodePng({ width: 192, height: 96, channels: 3, data })
    const payload = { kind: 'image', sensor: 'front', format: 'png', bytes } as const
    const stamp = i * 1e8 + 2e7
    pictures.push({ topic: '/camera/front/image', stamp, arrival: stamp, sequence: i, payload })
  }
  const calibration = { kind: 'camera-calibration', sensor: 'front', lens: LENS } as const
  const told = { topic: '/camera/front/calibration', stamp: 0, arrival: 0, sequence: 0, payload: calibration }
  return [told, ...(await generatedMessages(2)), ...pictures].sort((a, b) => a.arrival - b.arrival)
}

async function run(messages: readonly Message[], change: Partial<RunDriveOptions>) {
  const plans: Trajectory[] = []
  const classes = new Set<string>()
  const result = await runDrive({
    source: memorySource('test', messages),
    vehicle: GENERIC_CAR,
    planner: 'idm',
    order: DEFAULT_ORDER,
    pace: 'fast',
    expectedTopics: [],
    expectedObjectSensors: ['radar/front'],
    time: new AbsoluteTime(0n),
    sinks: [],
    ...change,
    observe(event) {
      if (event.tick.isNewPlan) plans.push(event.tick.plan)
      for (const object of event.tick.scene.objects) classes.add(object.class)
      return change.observe?.(event)
    },
  })
  return { result, plans, classes }
}

describe("a replay by a user's own network", () => {
  let messages: readonly Message[]
  beforeAll(async () => {
    messages = await messagesWith((seconds) => (seconds < 1 ? 0.5 : 0.9))
  })

  it('steers by what the camera shows, names the engine, and gives the same bytes again', async () => {
    const { result, plans } = await run(messages, { planner: steering() })
    expect(result).toMatchObject({
      planner: 'red-steers',
      engine: expect.stringMatching(/^onnxruntime 1\.\d+\.\d+, cpu, 1 thread/),
    })
    expect(result.stages['plan']!.n).toBe(plans.length)
    const curvatureAt = (seconds: number) =>
      plans.filter(({ stamp }) => Math.abs(stamp / 1e9 - seconds) < 0.03)[0]!.points[0]!.curvature
    expect(curvatureAt(0.9)).toBeCloseTo(0.005, 4)
    expect(curvatureAt(1.5)).toBeCloseTo(0.009, 4)
    expect((await run(messages, { planner: steering() })).result.hash).toBe(result.hash)
  })

  it('counts a run whose thread was killed, and drives on', async () => {
    const threads: Worker[] = []
    const keep = (worker: Worker): number => threads.push(worker)
    process.on('worker', keep)
    const { result, plans } = await run(messages, {
      planner: steering(),
      observe({ tick }) {
        if (tick.stamp !== 0.85e9) return
        // The network's is the first: pictures came later. Its next job meets its death.
        const thread = threads[0]!
        const post = thread.postMessage.bind(thread)
        thread.postMessage = (job: unknown) => {
          void thread.terminate()
          post(job)
        }
      },
    })
    process.off('worker', keep)
    expect(result.warnings.find(({ code }) => code === 'inference-lost')?.count).toBe(1)
    expect(plans.at(-1)!.points[0]!.curvature).toBeCloseTo(0.009, 4)
    expect(plans.filter(({ reason }) => reason.startsWith('a run was lost: as before'))).toHaveLength(1)
    expect(plans.filter(({ stamp, points }) => stamp > 0.1e9 && points.length === 0)).toEqual([])
  })

  it('gives fusion the boxes of a detector', async () => {
    const { result, classes } = await run(messages, { detectors: [people()] })
    expect(result.planner).toBe('idm')
    expect(result.engine).toMatch(/^onnxruntime/)
    expect(classes).toContain('pedestrian')
    expect((await run(messages, {})).classes).not.toContain('pedestrian')
  })

  it('refuses in one line what is no planner or no detector', async () => {
    await expect(run([], { planner: people() })).rejects.toThrow(
      /waypoints or steering to drive by, found grid-detections/,
    )
    await expect(run([], { detectors: [steering()] })).rejects.toThrow(
      /a detector on one camera, found 1 cameras and 0/,
    )
    await expect(run([], { planner: '/nowhere/mine.json' })).rejects.toThrow(InputError)
  })
})

describe("a simulation by a user's own network", () => {
  const options = { planner: 'mine.json', supervisor: true }
  it('drives on sensors, never on the truth', () => {
    expect(soleEntrant(options)).toEqual({ planner: 'mine.json', scene: 'fused', isSupervised: true, without: null })
    expect(tableEntrants({ ...options, planners: 'mine.json' })).toHaveLength(1)
    expect(() => soleEntrant({ ...options, scene: 'truth' })).toThrow(/expected the scene fused for a network/)
  })
})
