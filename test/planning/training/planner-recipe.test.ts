import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkChip } from '../../../planning/chips/check-chip.ts'
import { networkCost } from '../../../planning/chips/network-cost.ts'
import { networkFacts } from '../../../planning/chips/network-facts.ts'
import { CHIPS } from '../../../planning/chips/registry.ts'
import { batchLayout, TensorViews } from '../../../planning/training/data/tensor-views.ts'
import { evaluationGraph, parameterLayout } from '../../../planning/training/network/training-graph.ts'
import { clusterTrajectories } from '../../../planning/training/recipes/planner/cluster-trajectories.ts'
import { pathSamplingWeights } from '../../../planning/training/recipes/planner/path-sampling.ts'
import { plannerFields, SAMPLE_FORMAT, SUB_SCORES } from '../../../planning/training/recipes/planner/planner-sample.ts'
import { plannerTask, writeChoice } from '../../../planning/training/recipes/planner/planner-task.ts'
import {
  OBJECT_STRIDE,
  OBJECT_TIMES,
  ROAD_SHAPE,
} from '../../../planning/training/recipes/planner/surroundings-layout.ts'
import {
  mirrorOf,
  mirrorTrajectory,
  TRAJECTORY_STRIDE,
  TRAJECTORY_TIMES,
  trajectoryAt,
  VOCABULARY_FILE,
  vocabularyHash,
  writeVocabulary,
} from '../../../planning/training/recipes/planner/trajectory-vocabulary.ts'
import { ShardRecord } from '../../../planning/training/shards/record.ts'
import { ShardWriter } from '../../../planning/training/shards/shard-writer.ts'
import { main } from '../../../src/cli/main.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { mirrorFrontImage, mirrorRaster } from '../../../src/common/raster/mirror-raster.ts'
import { decodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-planner-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
  process.exitCode = undefined
})

const straight = (speed: number) => Float64Array.from(TRAJECTORY_TIMES.flatMap((time) => [speed * time, 0.1 * time, 0]))
const VOCABULARY = clusterTrajectories(
  Array.from({ length: 64 }, (_, i) => straight(0.25 * i)),
  128,
  1,
  'straight',
)

/** Bytes and numbers at random; the expert drives a trajectory of the vocabulary. */
function fillSample(record: ShardRecord, random: Random): void {
  for (const name of ['raster', 'front', 'validity', 'labels', 'road']) {
    const bytes = record.bytesOf(name)
    for (let i = 0; i < bytes.length; i++) bytes[i] = 1 + random.integer(255)
  }
  for (const name of ['ego', 'navigation']) {
    const values = record.floatsOf(name)
    for (let i = 0; i < values.length; i++) values[i] = random.between(-1, 1)
  }
  for (let row = 0; row < 5; row++) {
    const object = record.floatsOf('objects').subarray(row * OBJECT_STRIDE, (row + 1) * OBJECT_STRIDE)
    object.set([1, 4.5, 1.9, 3, 0.5])
    for (let i = 5; i < OBJECT_STRIDE; i++) object[i] = random.between(-20, 20)
  }
  record.floatsOf('trajectory').set(trajectoryAt(VOCABULARY.poses, random.integer(VOCABULARY.count)))
}

/** Rows of the road exchanged, objects on the other side. */
function mirrorSurroundings(from: ShardRecord, to: ShardRecord): void {
  const [maps, rows, columns] = ROAD_SHAPE
  for (let row = 0; row < maps * rows; row++) {
    const opposite = Math.floor(row / rows) * rows + rows - 1 - (row % rows)
    const line = from.bytesOf('road').subarray(row * columns, (row + 1) * columns)
    to.bytesOf('road').set(line, opposite * columns)
  }
  // Class, length, width, speed ahead, speed to the left; then x, y, yaw by time.
  const signs = [1, 1, 1, 1, -1, ...OBJECT_TIMES.flatMap(() => [1, -1, -1])]
  from.floatsOf('objects').forEach((value, i) => {
    to.floatsOf('objects')[i] = signs[i % OBJECT_STRIDE]! * value
  })
}

function prepared(sample: ShardRecord, random: Random | null): TensorViews {
  const layout = batchLayout(task.network, 1)
  const views = new TensorViews(layout, new ArrayBuffer(layout.bytes), 0)
  task.prepare(sample, views, random)
  return views
}

const task = plannerTask(VOCABULARY)

/** Says that the sample is mirrored, that no sensor is left out and nothing is off. */
function mirroring(): Random {
  const random = new Random(1)
  let calls = 0
  vi.spyOn(random, 'uniform').mockImplementation(() => (calls++ === 0 ? 0 : 0.9))
  vi.spyOn(random, 'normal').mockImplementation(() => 0)
  return random
}

describe('samples of the planner', () => {
  it('are mirrored as the mirrored world would have been recorded', () => {
    const sample = new ShardRecord(plannerFields(VOCABULARY.count))
    fillSample(sample, new Random(7))
    const other = new ShardRecord(plannerFields(VOCABULARY.count))
    mirrorRaster(sample.bytesOf('raster'), other.bytesOf('raster'))
    mirrorFrontImage(sample.bytesOf('front'), other.bytesOf('front'))
    other.bytesOf('validity').set(sample.bytesOf('validity'))
    mirrorTrajectory(sample.floatsOf('trajectory'), other.floatsOf('trajectory'))
    // Each time: speed, acceleration, yaw rate, wheel angle, x, y, yaw.
    sample.floatsOf('ego').forEach((value, i) => {
      other.floatsOf('ego')[i] = [2, 3, 5, 6].includes(i % 7) ? -value : value
    })
    // Places as x, y; eight speed limits; the offset; what is left and whether there is a route.
    sample.floatsOf('navigation').forEach((value, i) => {
      other.floatsOf('navigation')[i] = (i < 14 && i % 2 === 1) || i === 22 ? -value : value
    })
    for (let i = 0; i < VOCABULARY.count; i++) {
      const from = mirrorOf(i, VOCABULARY.count) * SUB_SCORES.length
      const labels = sample.bytesOf('labels').subarray(from, from + SUB_SCORES.length)
      other.bytesOf('labels').set(labels, i * SUB_SCORES.length)
    }
    mirrorSurroundings(sample, other)
    const mirrored = prepared(sample, mirroring())
    const recorded = prepared(other, null)
    for (const name of [
      'raster',
      'front',
      'validity',
      'ego',
      'navigation',
      'route',
      'labels',
      'surroundings',
      'heat',
      'centres',
      'centred',
      'boxes',
    ]) {
      expect(Buffer.compare(bytesOf(mirrored, name), bytesOf(recorded, name)), name).toBe(0)
    }
    mirrored.floats('choice').forEach((value, i) => {
      expect(value).toBeCloseTo(recorded.floats('choice')[i]!, 6)
    })
  })

  it('keep the speed of now where they say nothing of the past', () => {
    const sample = new ShardRecord(plannerFields(VOCABULARY.count))
    fillSample(sample, new Random(7))
    const ego = sample.floatsOf('ego')
    const random = new Random(1)
    let forgotten = 0
    for (let i = 0; i < 40; i++) {
      const told = prepared(sample, random).floats('ego')
      expect(told.at(-7)).toBe(ego.at(-7))
      if (told.every((value, k) => k === ego.length - 7 || value === 0)) forgotten++
      else expect(Math.abs(told[0]!)).toBe(Math.abs(ego[0]!))
    }
    expect(forgotten).toBeGreaterThan(10)
    expect(forgotten).toBeLessThan(30)
  })

  it('aim at the trajectories near to what was driven, most at the nearest', () => {
    const choice = new Float32Array(VOCABULARY.count)
    const driven = trajectoryAt(VOCABULARY.poses, 40)
    writeChoice(driven, VOCABULARY, choice)
    expect(choice.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
    expect(choice.indexOf(Math.max(...choice))).toBe(40)
    const farthest = VOCABULARY.poses[40 * TRAJECTORY_STRIDE]! > 4 ? straight(0) : straight(15)
    writeChoice(farthest, VOCABULARY, choice)
    expect(choice[40]).toBeLessThan(1e-6)
  })

  it('are read along a trajectory by weights that sum to one in each part, at the cells under the car', () => {
    const grid = { rows: 32, columns: 64, cell: 2, rear: -32, left: 32 }
    const weights = pathSamplingWeights(VOCABULARY, grid)
    const columns = VOCABULARY.count * 4
    const moments = (column: number) => {
      let [sum, x, y] = [0, 0, 0]
      for (let place = 0; place < grid.rows * grid.columns; place++) {
        const weight = weights[place * columns + column]!
        sum += weight
        x += weight * (grid.rear + grid.cell * ((place % grid.columns) + 0.5))
        y += weight * (grid.left - grid.cell * (Math.floor(place / grid.columns) + 0.5))
      }
      return { sum, x, y }
    }
    for (const trajectory of [0, 17, 80]) {
      const path = trajectoryAt(VOCABULARY.poses, trajectory)
      const parts = [0, 1, 2, 3].map((part) => moments(part * VOCABULARY.count + trajectory))
      for (const { sum } of parts) expect(sum).toBeCloseTo(1, 5)
      // At even speed each second of the time lies as far ahead of the one before.
      expect(parts[2]!.x - parts[1]!.x).toBeCloseTo(path[3 * 5]! - path[3 * 3]!, 1)
      expect(parts[3]!.x - parts[1]!.x).toBeCloseTo(path[3 * 7]! - path[3 * 3]!, 1)
      expect(parts[3]!.y - parts[1]!.y).toBeCloseTo(path[3 * 7 + 1]! - path[3 * 3 + 1]!, 1)
    }
  })
})

describe("the planner's network", () => {
  it('is given the trajectories value by value, those of all side by side', () => {
    const layout = parameterLayout(task.network)
    const { model } = evaluationGraph(task.network, layout, 1)
    const given = model.graph.initializers.find(({ name }) => name === 'decoder.vocabulary')!
    const { count, poses } = VOCABULARY
    expect(given.shape).toEqual([1, TRAJECTORY_STRIDE, 1, count])
    // x, y, yaw in their units.
    const scale = [0.05, 0.2, 2]
    for (const trajectory of [0, 17, count - 1]) {
      const own = trajectoryAt(poses, trajectory)
      own.forEach((value, k) => {
        expect((given.data as Float32Array)[k * count + trajectory]).toBeCloseTo(value * scale[k % 3]!, 5)
      })
    }
  })
})

describe('axdrive train planner', () => {
  it('makes a network of at most 3 M parameters and 0.5 GFLOP that every chip takes, from folders of samples', async () => {
    const random = new Random(11)
    writeVocabulary(join(folder, VOCABULARY_FILE), VOCABULARY)
    for (const seed of [1, 2]) {
      const writer = new ShardWriter(join(folder, `route-${seed}.shard`), {
        fields: plannerFields(VOCABULARY.count),
        metadata: { format: SAMPLE_FORMAT, vocabulary: vocabularyHash(VOCABULARY) },
      })
      for (let i = 0; i < 2; i++) {
        fillSample(writer.record, random)
        writer.append()
      }
      writer.close()
    }
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const output = join(folder, 'planner.onnx')
    const args = ['--data', folder, '-o', output, '--steps', '2', '--batch', '2', '--threads', '1', '--json']
    await main(['node', 'axdrive', 'train', 'planner', ...args])
    const report = JSON.parse(String(log.mock.calls[0]?.[0]))
    log.mockRestore()
    expect(report).toMatchObject({ network: 'planner', training: { steps: 2 }, scores: { samples: 2 } })
    expect(report.scores.unrefined_displacement).toBeGreaterThanOrEqual(report.scores.nearest_displacement)
    expect(existsSync(join(folder, 'planner.json'))).toBe(true)
    const facts = networkFacts(decodeOnnx(readFileSync(output), output))
    const cost = networkCost(facts)
    expect(cost.parameters).toBeLessThan(3e6)
    expect(2 * (cost.denseMacs + cost.depthwiseMacs)).toBeLessThan(0.5e9)
    for (const chip of CHIPS) expect(checkChip(facts, chip).filter(({ verdict }) => verdict === 'refused')).toEqual([])
  }, 120_000)

  it('gives a network that becomes int8 by the same samples, which tell how far its plans move', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const args = ['--manifest', join(folder, 'planner.json'), '-o', join(folder, 'int8.onnx'), '--json']
    const code = await main(['node', 'axdrive', 'quantize', folder, ...args, '--hold-out', '2'])
    const report = JSON.parse(String(log.mock.calls[0]?.[0]))
    log.mockRestore()
    expect(code).toBe(0)
    expect(report).toMatchObject({ frames: { calibration: 2, held_out: 2 }, convolutions: { all: 30, fused: 30 } })
    expect(report.trajectory.same_choice).toBeGreaterThanOrEqual(0)
    expect(report.trajectory.same_choice).toBeLessThanOrEqual(1)
    expect(Number.isFinite(report.trajectory.p99_1s_m)).toBe(true)
    // An hour's learning would make more of it; after two steps both still tell much the same of each trajectory.
    const scores = report.drift.find(({ name }: { name: string }) => name === 'scores')
    expect(scores.mean).toBeLessThan(0.05)
  }, 120_000)
})

function bytesOf(views: TensorViews, name: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = views.array(name)
  return new Uint8Array(buffer, byteOffset, byteLength)
}
