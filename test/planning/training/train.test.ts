import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADAM } from '../../../planning/training/network/adam.ts'
import { readCheckpoint } from '../../../planning/training/trainer/checkpoint.ts'
import { drawLossCurve } from '../../../planning/training/trainer/loss-curve.ts'
import {
  type TrainingOptions,
  type TrainingProgress,
  type TrainingResult,
  train,
} from '../../../planning/training/trainer/train.ts'
import { decodeImage } from '../../../src/io/images/image-file.ts'
import { writeColumns } from './column-task.ts'

let folder = ''
/** An uninterrupted run of 30 steps. */
let whole: TrainingResult
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-train-'))
  writeColumns(at('training.shard'), 200, 1)
  writeColumns(at('more.shard'), 60, 2)
  writeColumns(at('evaluation.shard'), 37, 3)
  whole = await train(optionsFor(30))
})
afterAll(() => rmSync(folder, { recursive: true }))

function optionsFor(steps: number, changes: Partial<TrainingOptions> = {}): TrainingOptions {
  return {
    task: { module: new URL('./column-task.ts', import.meta.url).href },
    training: [{ path: at('training.shard') }, { path: at('more.shard') }],
    evaluation: [{ path: at('evaluation.shard') }],
    seed: 1,
    batch: 16,
    schedule: { peak: 0.005, warmUp: 5, steps, final: 0.01 },
    adam: ADAM,
    averageDecay: 0.95,
    device: { provider: 'cpu', threads: 1 },
    evaluateEvery: 1000,
    checkpoint: null,
    ...changes,
  }
}

describe('train', () => {
  it('learns, says how long it will take, and draws what it did', async () => {
    const heard: TrainingProgress[] = []
    const result = await train(optionsFor(200, { evaluateEvery: 50, onProgress: (progress) => heard.push(progress) }))
    const evaluations = result.curve.flatMap(({ step, evaluation }) => (evaluation ? [{ step, ...evaluation }] : []))
    expect(evaluations.map(({ step }) => step)).toEqual([50, 100, 150, 200])
    // Positions are spread over ±0.9: knowing nothing costs 0.45.
    expect(evaluations.at(-1)?.terms['distance']).toBeLessThan(0.1)
    expect(result).toMatchObject({ step: 200, isComplete: true })
    expect(heard).toHaveLength(200)
    expect(heard.at(-1)?.secondsLeft).toBe(0)
    expect(heard[100]!.secondsLeft).toBeGreaterThan(0)
    expect(result.samplesPerSecond).toBeGreaterThan(0)
    const picture = await decodeImage(await drawLossCurve(result.curve, 'column'), 'loss.png')
    expect([picture.width, picture.height]).toEqual([960, 540])
  })

  it('gives the same bits twice, and other bits for another seed', async () => {
    const [again, other] = [await train(optionsFor(30)), await train(optionsFor(30, { seed: 2 }))]
    expect(bits(again.state.parameters)).toEqual(bits(whole.state.parameters))
    expect(bits(other.state.parameters)).not.toEqual(bits(whole.state.parameters))
  })

  it('begins with parameters that it is given, and goes on from no checkpoint of another beginning', async () => {
    const { parameters } = whole.state
    const initial = { source: 'whole', of: () => parameters.slice() }
    const checkpoint = { path: at('from.checkpoint'), every: 1 }
    const result = await train(
      optionsFor(1, { schedule: { peak: 1e-9, warmUp: 1, steps: 1, final: 1 }, initial, checkpoint }),
    )
    result.state.parameters.forEach((value, i) => {
      expect(Math.abs(value - parameters[i]!)).toBeLessThan(1e-6)
    })
    const other = { source: 'another', of: initial.of }
    await expect(
      train(optionsFor(1, { schedule: { peak: 1e-9, warmUp: 1, steps: 1, final: 1 }, initial: other, checkpoint })),
    ).rejects.toThrow(/initial/)
  })

  it('gives the same bits twice on two threads', async () => {
    const device = { provider: 'cpu' as const, threads: 2 }
    const [once, again] = [await train(optionsFor(15, { device })), await train(optionsFor(15, { device }))]
    expect(bits(again.state.parameters)).toEqual(bits(once.state.parameters))
  })

  it('gives the same bits when it is interrupted and resumed as when it is not', async () => {
    const path = at('interrupted.checkpoint')
    const stop = new AbortController()
    const interrupted = await train(
      optionsFor(30, {
        checkpoint: { path, every: 1000 },
        signal: stop.signal,
        onProgress: ({ step }) => {
          if (step === 17) stop.abort()
        },
      }),
    )
    expect(interrupted).toMatchObject({ step: 17, isComplete: false })
    expect(readCheckpoint(path).step).toBe(17)
    const resumed = await train(optionsFor(30, { checkpoint: { path, every: 1000 } }))
    expect(resumed).toMatchObject({ step: 30, isComplete: true })
    for (const vector of ['parameters', 'firstMoment', 'secondMoment', 'average'] as const) {
      expect(bits(resumed.state[vector]), vector).toEqual(bits(whole.state[vector]))
    }
    expect(resumed.curve.at(-1)).toEqual(whole.curve.at(-1))
  })

  it('goes on from the last checkpoint when it was killed in between', async () => {
    const path = at('killed.checkpoint')
    let copied = false
    await train(
      optionsFor(30, {
        checkpoint: { path, every: 10 },
        onProgress: ({ step }) => {
          // What stands on the disk at step 25 is what a kill there would leave.
          if (step === 25) {
            copyFileSync(path, at('copy.checkpoint'))
            copied = true
          }
        },
      }),
    )
    expect(copied).toBe(true)
    expect(existsSync(`${path}.partial`)).toBe(false)
    expect(readCheckpoint(at('copy.checkpoint')).step).toBe(20)
    const resumed = await train(optionsFor(30, { checkpoint: { path: at('copy.checkpoint'), every: 10 } }))
    expect(bits(resumed.state.parameters)).toEqual(bits(whole.state.parameters))
  })

  it('does not resume under other settings, or from a damaged checkpoint', async () => {
    const path = at('settings.checkpoint')
    await train(optionsFor(4, { checkpoint: { path, every: 2 } }))
    const checkpoint = { path, every: 2 }
    await expect(train(optionsFor(4, { checkpoint, seed: 5 }))).rejects.toThrow(
      /expected a checkpoint with seed 5; found 1/,
    )
    writeFileSync(path, readFileSync(path).subarray(0, -7))
    await expect(train(optionsFor(4, { checkpoint }))).rejects.toThrow(/expected \d+ bytes of checkpoint; found \d+/)
    writeFileSync(path, 'something else')
    await expect(train(optionsFor(4, { checkpoint }))).rejects.toThrow('expected a checkpoint (AXTRAIN1)')
  })

  it('stops with the step when the loss is no longer finite', async () => {
    const schedule = { peak: 1e30, warmUp: 1, steps: 20, final: 1 }
    await expect(train(optionsFor(20, { schedule }))).rejects.toThrow(/expected a finite loss at step \d+, found/)
  })

  it('refuses shards that are not there', async () => {
    await expect(train(optionsFor(2, { training: [{ path: at('absent.shard') }] }))).rejects.toThrow('absent.shard')
  })
})

function bits(vector: Float32Array): Uint32Array {
  return new Uint32Array(vector.buffer, vector.byteOffset, vector.length)
}
