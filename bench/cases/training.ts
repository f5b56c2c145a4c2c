import { batchLayout, TensorViews } from '../../planning/training/data/tensor-views.ts'
import { ADAM } from '../../planning/training/network/adam.ts'
import { initialParameters } from '../../planning/training/network/parameters.ts'
import { parameterLayout } from '../../planning/training/network/training-graph.ts'
import { StepSession } from '../../planning/training/trainer/step-session.ts'
import { Random } from '../../src/common/random/xoshiro.ts'
import type { BenchCall, BenchCase } from '../case.ts'
import { PROBE_NETWORK } from '../probe-network.ts'

const BATCH = 16

/** One step of training the probe network a call: forward, backward and Adam over 16 samples. */
async function trainingStep(threads: number): Promise<BenchCall> {
  const layout = parameterLayout(PROBE_NETWORK)
  const parameters = initialParameters(layout, 1)
  const zeros = () => new Float32Array(layout.size)
  const state = { parameters, firstMoment: zeros(), secondMoment: zeros(), average: parameters }
  const session = await StepSession.open(PROBE_NETWORK, state, {
    batch: BATCH,
    adam: ADAM,
    averageDecay: 0.99,
    device: { provider: 'cpu', threads },
  })
  const batch = batchLayout(PROBE_NETWORK, BATCH)
  const memory = new ArrayBuffer(batch.bytes)
  fill(new TensorViews(batch, memory, null))
  let step = 0
  return { run: () => session.step(step++, 1e-4, batch, memory), dispose: () => session.close() }
}

function fill(views: TensorViews): void {
  const random = new Random(1)
  for (const name of ['raster', 'image', 'map']) {
    const bytes = views.bytes(name)
    for (let i = 0; i < bytes.length; i++) bytes[i] = random.integer(name === 'map' ? 2 : 256)
  }
  for (const name of ['ego', 'scores']) {
    const values = views.floats(name)
    for (let i = 0; i < values.length; i++) values[i] = random.normal()
  }
}

export const TRAINING_CASES: readonly BenchCase[] = [1, 2].map((threads) => ({
  name: `training/probe-step-${threads}-thread${threads === 1 ? '' : 's'}`,
  perCall: { amount: BATCH, unit: 'samples' },
  prepare: () => trainingStep(threads),
}))
