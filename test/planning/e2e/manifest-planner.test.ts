import { describe, expect, it } from 'vitest'
import { createManifestPlanner, type ManifestPlannerState } from '../../../planning/e2e/manifest-planner.ts'
import type { ManifestOutput } from '../../../src/common/manifest/manifest.ts'
import { ManifestNetwork } from '../../../src/common/manifest/manifest-network.ts'
import { parseManifest } from '../../../src/common/manifest/parse-manifest.ts'
import { InputError } from '../../../src/core/errors.ts'
import { NO_FRAMES } from '../../../src/core/frames.ts'
import { type InferenceEngine, InferenceLost } from '../../../src/core/inference.ts'
import type { ImageFrame } from '../../../src/core/observations.ts'
import type { Scene } from '../../../src/core/scene.ts'
import type { Tensor } from '../../../src/core/tensor.ts'
import { CAR, egoState, sceneAt, trackedObject } from '../scene-fixtures.ts'

/** Lends the same memory at every run, and shows what it was given. */
class FakeEngine implements InferenceEngine {
  readonly description = { name: 'fake', version: '0', backend: 'test', threads: 1, instructions: [] }
  readonly inputs = []
  readonly outputs = []
  readonly memory: Readonly<Record<string, Float32Array>>
  seen: number[] = []
  /** Pixel values of the pictures that it was shown, one a run. */
  readonly pictures: number[] = []
  fails = 0

  constructor(outputs: Readonly<Record<string, readonly number[]>>) {
    this.memory = Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, Float32Array.from(values)]))
  }
  inputTensor(): null {
    return null
  }
  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
    this.pictures.push(Number(inputs['image']!.data[0]))
    if (this.fails-- > 0) throw new InferenceLost('expected the worker thread to live, found it dead')
    return Object.fromEntries(
      Object.entries(this.memory).map(([name, data]) => [name, { type: 'float32', shape: [1, data.length], data }]),
    )
  }
  async close(): Promise<void> {}
}

const INPUT = {
  name: 'image',
  shape: [1, 3, 2, 2],
  source: { kind: 'camera', camera: 'front', colours: 'RGB', range: [0, 255] },
}
const STEERING = { name: 'steer', decode: { kind: 'steering', quantity: 'front-wheel-angle', gain: 2 } }
const SPEED = { name: 'speed', decode: { kind: 'speed' } }
const PATH = {
  name: 'path',
  decode: { kind: 'waypoints', times: [1, 2], columns: [{ quantity: 'x' }, { quantity: 'y' }] },
}

function plannerOf(
  outputs: readonly object[],
  values: Readonly<Record<string, readonly number[]>>,
  inputs: readonly object[] = [INPUT],
) {
  const model = { file: 'm.onnx', sha256: '0'.repeat(64) }
  const manifest = parseManifest(JSON.stringify({ manifest: 1, name: 'mine', model, inputs, outputs }), 'm.json')
  const engine = new FakeEngine(values)
  return { engine, planner: createManifestPlanner(new ManifestNetwork(manifest, engine), CAR) }
}

function image(stamp: number, value: number): ImageFrame {
  return {
    kind: 'image',
    stamp,
    sensor: 'camera/front',
    sequence: stamp,
    width: 2,
    height: 2,
    pixels: new Uint8Array(12).fill(value),
    lens: null,
    mounting: null,
    fault: null,
  }
}

function sceneWith(stamp: number, frame: ImageFrame | null, part: Partial<Scene> = {}): Scene {
  const images = new Map(frame ? [['camera/front', frame]] : [])
  return sceneAt(stamp, { frames: { ...NO_FRAMES, images }, ...part })
}

describe("a user's network as planner", () => {
  it('drives by a path, from where the car was when the picture was taken', async () => {
    const { planner } = plannerOf([PATH], { path: [20, 0, 40, 0] })
    const { output } = await planner.plan(planner.initialState(), sceneWith(5e9, image(4.92e9, 1)), 5e9)
    expect(output).toMatchObject({ stamp: 4.92e9, planner: 'mine', reason: '' })
    expect(output.points.at(-1)!.x).toBeCloseTo(40, 3)
    for (const { speed } of output.points) expect(speed).toBeCloseTo(20, 3)
  })

  it('steers an arc by the front wheels, behind the lead as idm does', async () => {
    const { planner } = plannerOf([STEERING], { steer: [0.01] })
    const curvature = Math.tan(0.02) / CAR.geometry.wheelbase
    const free = await planner.plan(planner.initialState(), sceneWith(5e9, image(5e9, 1)), 5e9)
    expect(free.output.points.every((point) => Math.abs(point.curvature - curvature) < 1e-9)).toBe(true)
    expect(free.output.points.at(-1)!.speed).toBeGreaterThan(18)
    const behind = sceneWith(5e9, image(5e9, 1), { objects: [trackedObject({ position: [35, 4, 0.8] })] })
    const held = await planner.plan(planner.initialState(), behind, 5e9)
    expect(held.output.reason).toBe('follows object 1')
    expect(held.output.points.at(-1)!.speed).toBeLessThan(10)
  })

  it('drives at the speed that the network says', async () => {
    const { planner } = plannerOf([SPEED, STEERING], { steer: [0], speed: [12] })
    const { output } = await planner.plan(planner.initialState(), sceneWith(5e9, image(5e9, 1)), 5e9)
    expect(output.points[0]!.acceleration).toBe(-3.5)
    expect(output.points.at(-1)!.speed).toBeCloseTo(12, 0)
  })

  it('looks at a picture once, and at every new one', async () => {
    const { engine, planner } = plannerOf([STEERING], { steer: [0.01] })
    let state = planner.initialState()
    for (const [stamp, picture] of [
      [5, image(4.98e9, 1)],
      [5.05, image(4.98e9, 1)],
      [5.1, image(5.08e9, 2)],
    ] as const) {
      state = (await planner.plan(state, sceneWith(stamp * 1e9, picture), stamp * 1e9)).state
    }
    expect(engine.pictures).toEqual([1, 2])
  })

  it('keeps its answer when the engine writes the next one over it', async () => {
    const { engine, planner } = plannerOf([STEERING], { steer: [0.01] })
    const { state, output } = await planner.plan(planner.initialState(), sceneWith(5e9, image(5e9, 1)), 5e9)
    engine.memory['steer']!.fill(Number.NaN)
    const again = await planner.plan(state, sceneWith(5e9, image(5e9, 1)), 5e9)
    expect(again.output).toEqual(output)
  })

  it('goes on by its last answer when a run is lost, counts it, and looks again', async () => {
    const { engine, planner } = plannerOf([PATH], { path: [20, 0, 40, 0] })
    const first = await planner.plan(planner.initialState(), sceneWith(5e9, image(5e9, 1)), 5e9)
    engine.fails = 1
    const lost = await planner.plan(first.state, sceneWith(5.05e9, image(5.05e9, 2)), 5.05e9)
    expect(lost.warnings).toMatchObject([{ code: 'inference-lost', stamp: 5.05e9 }])
    expect(lost.output.points.length).toBeGreaterThan(0)
    expect(lost.output.reason).toBe('a run was lost: as before')
    const found = await planner.plan(lost.state, sceneWith(5.1e9, image(5.05e9, 2)), 5.1e9)
    expect(found.output.stamp).toBe(5.05e9)
    expect(found.warnings).toEqual([])
    engine.fails = 1
    const none = await planner.plan(planner.initialState(), sceneWith(6e9, image(6e9, 3)), 6e9)
    expect(none.output.points).toEqual([])
    expect(none.warnings).toHaveLength(1)
  })

  it('has no plan without a car or without a fresh picture, and says why', async () => {
    const { engine, planner } = plannerOf([PATH], { path: [20, 0, 40, 0] })
    const reasonAt = async (scene: Scene) => {
      const { output } = await planner.plan(planner.initialState(), scene, scene.stamp)
      expect(output.points).toEqual([])
      return output.reason
    }
    expect(await reasonAt(sceneWith(5e9, null))).toBe('no fresh and sound picture of the camera front')
    const frozen: ImageFrame = { ...image(5e9, 1), fault: 'frozen' }
    expect(await reasonAt(sceneWith(5e9, frozen))).toBe('no fresh and sound picture of the camera front')
    expect(await reasonAt(sceneWith(5e9, image(4e9, 1)))).toBe('no fresh and sound picture of the camera front')
    expect(await reasonAt(sceneWith(5e9, image(5e9, 1), { ego: egoState({ isValid: false }) }))).toBe('no ego state')
    expect(engine.pictures).toEqual([])
    engine.memory['path']!.fill(Number.NaN)
    expect(await reasonAt(sceneWith(5e9, image(5e9, 1)))).toBe('the network gave a path that is not of numbers')
  })

  it('is told what the car did, at every plan anew', async () => {
    const history = { name: 'ego', shape: [1, 2], source: { kind: 'ego-history', times: [0.1, 0], values: ['speed'] } }
    const { engine, planner } = plannerOf([STEERING], { steer: [0.01] }, [INPUT, history])
    let state: ManifestPlannerState = planner.initialState()
    for (let i = 0; i < 3; i++) {
      const stamp = 5e9 + i * 5e7
      state = (await planner.plan(state, sceneWith(stamp, image(5e9, 7)), stamp)).state
    }
    expect(engine.pictures).toEqual([7, 7, 7])
  })

  it('needs one output to drive by', () => {
    const mask: Pick<ManifestOutput, 'name'> & { decode: object } = {
      name: 'm',
      decode: { kind: 'segmentation', classes: ['a', 'b'] },
    }
    expect(() => plannerOf([mask], {})).toThrow(
      new InputError('expected one output of waypoints or steering to drive by, found segmentation: network mine'),
    )
    expect(() => plannerOf([STEERING, PATH], {})).toThrow(/found steering, waypoints/)
  })
})
