import { describe, expect, it } from 'vitest'
import { createNetworkPlanner } from '../../../planning/e2e/network-planner.ts'
import { ManifestNetwork } from '../../../src/common/manifest/manifest-network.ts'
import { parseManifest } from '../../../src/common/manifest/parse-manifest.ts'
import {
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  cellAt,
  FRONT_IMAGE,
  RASTER_SHAPE,
  VALIDITY,
} from '../../../src/common/raster/raster-layout.ts'
import { NO_FRAMES } from '../../../src/core/frames.ts'
import { type InferenceEngine, InferenceLost } from '../../../src/core/inference.ts'
import { PLANNER_OBJECTS } from '../../../src/core/observations.ts'
import type { Scene } from '../../../src/core/scene.ts'
import type { Tensor } from '../../../src/core/tensor.ts'
import { CAR, egoState, sceneAt, trackedObject } from '../scene-fixtures.ts'

/** Answers with the same scores at every run, and shows what it was given. */
class FakeEngine implements InferenceEngine {
  readonly description = { name: 'fake', version: '0', backend: 'test', threads: 1, instructions: [] }
  readonly inputs = []
  readonly outputs = []
  given: Readonly<Record<string, Tensor>> = {}
  fails = false
  scores = Float32Array.from([0, 2, 1])
  objects: Tensor = { type: 'float32', shape: [1, 9, 1, 2], data: new Float32Array(18) }

  inputTensor(): null {
    return null
  }
  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
    this.given = inputs
    if (this.fails) throw new InferenceLost('expected the worker thread to live, found it dead')
    return { scores: { type: 'float32', shape: [1, 3, 1], data: this.scores }, objects: this.objects }
  }
  async close(): Promise<void> {}
}

const MANIFEST = {
  manifest: 1,
  name: 'chooser',
  model: { file: 'm.onnx', sha256: '0'.repeat(64) },
  inputs: [
    { name: 'raster', shape: [1, ...RASTER_SHAPE], source: { kind: 'raster' } },
    {
      name: 'front',
      shape: [1, 3, FRONT_IMAGE.height, FRONT_IMAGE.width],
      source: { kind: 'front-picture', range: [-1, 1] },
    },
    { name: 'validity', shape: [1, VALIDITY.length], source: { kind: 'sensor-validity' } },
    { name: 'ego', shape: [1, 2], source: { kind: 'ego-history', times: [0.5, 0], values: ['speed'] } },
    { name: 'navigation', shape: [1, 10], source: { kind: 'navigation', distances: [10, 20] } },
  ],
  outputs: [
    {
      name: 'scores',
      decode: {
        kind: 'trajectory-scores',
        times: [1, 2],
        // Standing, straight on at 20 m/s, straight on at 10 m/s.
        trajectories: [0, 0, 0, 0, 0, 0, 20, 0, 0, 40, 0, 0, 10, 0, 0, 20, 0, 0],
        columns: [{ score: 'imitation', combine: 'choice' }],
        alternatives: 2,
        blend: 0,
      },
    },
  ],
}

function chooser(manifest: object = MANIFEST) {
  const engine = new FakeEngine()
  const network = new ManifestNetwork(parseManifest(JSON.stringify(manifest), 'm.json'), engine)
  return { engine, planner: createNetworkPlanner(network, CAR) }
}

/** A radar that sees nothing is a fresh sensor. */
function seeing(stamp: number, part: Partial<Scene> = {}): Scene {
  const radar = { kind: 'radar', stamp, sensor: 'radar/front', detections: [] } as const
  const radars = new Map([['radar/front', { ...radar, sequence: 0 }]])
  return sceneAt(stamp, { frames: { ...NO_FRAMES, radars }, ...part } as Partial<Scene>)
}

describe('a network that scores trajectories as planner', () => {
  it('drives the best one and gives the others, best first, to the supervisor', async () => {
    const { planner } = chooser()
    const { output } = await planner.plan(planner.initialState(), seeing(5e9), 5e9)
    expect(output).toMatchObject({ stamp: 5e9, planner: 'chooser' })
    expect(output.reason).toMatch(/^trajectory 1, ln score -0\.41$/)
    expect(output.points.at(-1)!.x).toBeCloseTo(40, 3)
    expect(output.alternatives).toHaveLength(2)
    const [slower, standing] = output.alternatives!
    expect(slower!.score).toBeGreaterThan(standing!.score)
    expect(slower!.points.at(-1)!.x).toBeCloseTo(20, 0)
    expect(standing!.points.at(-1)!.x).toBeLessThan(5)
  })

  it('keeps from the supervisor what the network thinks nothing of', async () => {
    const { outputs } = MANIFEST
    // The second trajectory ends in what stands there, which is worth 10 less.
    const objects = [trackedObject({ position: [30, 0, 0], velocity: [0, 0] })]
    const { planner } = chooser({ ...MANIFEST, outputs })
    const { output } = await planner.plan(planner.initialState(), seeing(5e9, { objects }), 5e9)
    const ends = [output, ...output.alternatives!].map(({ points }) => Math.round(points.at(-1)!.x))
    expect(ends).not.toContain(40)
    expect(ends.length).toBeLessThan(3)
  })

  it('stands where a trajectory hardly leads on, and stops along it while the car still drives', async () => {
    const { outputs } = MANIFEST
    // The best one creeps 1.5 m.
    const trajectories = [0, 0, 0, 0, 0, 0, 0.8, 0, 0, 1.5, 0, 0, 10, 0, 0, 20, 0, 0]
    const creeping = { ...outputs[0]!, decode: { ...outputs[0]!.decode, trajectories } }
    const { planner } = chooser({ ...MANIFEST, outputs: [creeping] })
    const endAt = async (speed: number) => {
      const scene = seeing(5e9, { ego: egoState({ stamp: 5e9, speed }) })
      return (await planner.plan(planner.initialState(), scene, 5e9)).output.points.at(-1)!.x
    }
    expect(await endAt(0)).toBe(0)
    expect(await endAt(1)).toBeCloseTo(1.5, 1)
  })

  it('is shown the raster, the picture, which sensors there are, what the car did and that there is no route', async () => {
    const { engine, planner } = chooser()
    const objects = [trackedObject({ position: [20.2, 5.2, 0.8], existence: 1 })]
    const state = planner.initialState()
    await planner.plan(state, seeing(4.5e9, { ego: egoState({ stamp: 4.5e9, speed: 10 }) }), 4.5e9)
    await planner.plan(state, seeing(5e9, { objects, ego: egoState({ stamp: 5e9, speed: 12 }) }), 5e9)
    const at = CELL_PLACES[cellAt(20.2, 5.2)]! + CHANNEL.track * CHANNEL_STRIDE
    expect(engine.given['raster']!.data[at]).toBeCloseTo(255 / 128, 5)
    expect(engine.given['raster']!.data[at + (CHANNEL.trackSpeedX - CHANNEL.track) * CHANNEL_STRIDE]).toBe(0)
    expect(engine.given['front']!.data[0]).toBe(-1)
    expect([...engine.given['validity']!.data]).toEqual([0, 0, 1, 0])
    expect([...engine.given['ego']!.data]).toEqual([10, 12])
    expect([...engine.given['navigation']!.data]).toEqual(Array(10).fill(0))
  })

  it('tells fusion what its network found beside the plan, at the stamp of the scene', async () => {
    const decode = { kind: 'centre-points', classes: ['pedestrian'], cell: 2, rear: 10, left: 3 }
    const { engine, planner } = chooser({ ...MANIFEST, outputs: [...MANIFEST.outputs, { name: 'objects', decode }] })
    // Two cells; the second holds somebody of 0.6 m by 0.5 m who looks to the left, half a cell ahead of its middle.
    const maps = [
      [-5, 2],
      [0, 0.5],
      [0, 0],
      [0, Math.log(0.6)],
      [0, Math.log(0.5)],
      [0, 0],
      [0, 1],
      [0, 0],
      [0, 1],
    ]
    engine.objects = { type: 'float32', shape: [1, 9, 1, 2], data: Float32Array.from(maps.flat()) }
    const { output } = await planner.plan(planner.initialState(), seeing(5e9), 5e9)
    expect(output.seen).toMatchObject({ kind: 'boxes', stamp: 5e9, sensor: PLANNER_OBJECTS })
    expect(output.seen!.boxes).toHaveLength(1)
    const [somebody] = output.seen!.boxes
    expect(somebody).toMatchObject({ class: 'pedestrian', covariance: null })
    const [x, y, z] = somebody!.position
    expect([x, y]).toEqual([14, 2])
    expect(z).toBeCloseTo(somebody!.size[2] / 2, 9)
    expect(somebody!.yaw).toBeCloseTo(Math.PI / 2, 6)
    expect(somebody!.size[0]).toBeCloseTo(0.6, 5)
    expect(somebody!.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6)
    const plain = chooser()
    expect((await plain.planner.plan(plain.planner.initialState(), seeing(5e9), 5e9)).output.seen).toBeUndefined()
  })

  it('drives on by its last plan when a run is lost, and says so', async () => {
    const { engine, planner } = chooser()
    const first = await planner.plan(planner.initialState(), seeing(5e9), 5e9)
    engine.fails = true
    const second = await planner.plan(first.state, seeing(5.05e9), 5.05e9)
    expect(second.output.stamp).toBe(5e9)
    expect(second.output.points).toEqual(first.output.points)
    expect(second.warnings).toMatchObject([{ code: 'inference-lost', stamp: 5.05e9 }])
  })

  it('has no plan without a fresh sensor, without an ego state, or for scores that are no numbers', async () => {
    const { engine, planner } = chooser()
    const blind = await planner.plan(planner.initialState(), sceneAt(5e9), 5e9)
    expect(blind.output).toMatchObject({ points: [], reason: 'no fresh sensor' })
    const lost = await planner.plan(planner.initialState(), seeing(5e9, { ego: egoState({ isValid: false }) }), 5e9)
    expect(lost.output).toMatchObject({ points: [], reason: 'no ego state' })
    engine.scores = Float32Array.from([0, Number.NaN, 1])
    const confused = await planner.plan(planner.initialState(), seeing(5e9), 5e9)
    expect(confused.output).toMatchObject({ points: [], reason: 'the network gave scores that are no numbers' })
  })
})
