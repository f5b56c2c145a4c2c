import { batchLayout, TensorViews } from '../../planning/training/data/tensor-views.ts'
import { ADAM } from '../../planning/training/network/adam.ts'
import { initialParameters } from '../../planning/training/network/parameters.ts'
import type { TrainableNetwork } from '../../planning/training/network/trainable-network.ts'
import { parameterLayout } from '../../planning/training/network/training-graph.ts'
import { plannerNetwork } from '../../planning/training/recipes/planner/planner-network.ts'
import { StepSession } from '../../planning/training/trainer/step-session.ts'
import { Random } from '../../src/common/random/xoshiro.ts'
import type { BenchCall, BenchCase } from '../case.ts'
import { fanOfPlans } from '../curved-road.ts'
import { PROBE_NETWORK } from '../probe-network.ts'

const BATCH = 16
const TRAJECTORIES = 256

/** One step of training a call: forward, backward and Adam over 16 samples. What is fed does not change the time. */
async function trainingStep(network: TrainableNetwork, threads: number): Promise<BenchCall> {
  const layout = parameterLayout(network)
  const parameters = initialParameters(layout, 1)
  const zeros = () => new Float32Array(layout.size)
  const state = { parameters, firstMoment: zeros(), secondMoment: zeros(), average: parameters }
  const session = await StepSession.open(network, state, {
    batch: BATCH,
    adam: ADAM,
    averageDecay: 0.99,
    device: { provider: 'cpu', threads },
  })
  const batch = batchLayout(network, BATCH)
  const memory = new ArrayBuffer(batch.bytes)
  fill(network, new TensorViews(batch, memory, null))
  let step = 0
  return { run: () => session.step(step++, 1e-4, batch, memory), dispose: () => session.close() }
}

function fill(network: TrainableNetwork, views: TensorViews): void {
  const random = new Random(1)
  for (const [name, { type }] of Object.entries({ ...network.inputs, ...network.targets })) {
    if (type === 'uint8') {
      const bytes = views.bytes(name)
      // Maps of 0 and 1 among them.
      for (let i = 0; i < bytes.length; i++) bytes[i] = random.integer(name === 'map' ? 2 : 256)
    } else {
      const values = views.floats(name)
      for (let i = 0; i < values.length; i++) values[i] = random.normal()
    }
  }
}

function planner(): TrainableNetwork {
  const poses = fanOfPlans(TRAJECTORIES)
  return plannerNetwork({ count: TRAJECTORIES, poses, source: 'a fan of plans' })
}

const NETWORKS: Readonly<Record<string, () => TrainableNetwork>> = { probe: () => PROBE_NETWORK, planner }

export const TRAINING_CASES: readonly BenchCase[] = Object.entries(NETWORKS).flatMap(([name, network]) =>
  [1, 2].map((threads) => ({
    name: `training/${name}-step-${threads}-thread${threads === 1 ? '' : 's'}`,
    perCall: { amount: BATCH, unit: 'samples' },
    prepare: () => trainingStep(network(), threads),
  })),
)
