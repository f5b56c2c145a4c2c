import { createHash } from 'node:crypto'
import { createFusion, fuse, sceneAt } from '../../fusion/fuse.ts'
import { Random } from '../common/random/xoshiro.ts'
import { GENERIC_CAR } from '../common/vehicle/generic-car.ts'
import type { Observation } from '../core/observations.ts'
import type { Scene } from '../core/scene.ts'
import type { Stamp } from '../core/time.ts'
import { WarningCounter } from '../core/warning.ts'
import type { Delivery } from '../simulation/sensors/object-sensors.ts'

/** ns between the stamps whose fused state is compared. */
const STEP = 50e6

/** The deliveries as if each had taken a random time of up to `window` (ns): in order of arrival. */
export function shuffled(
  deliveries: readonly Delivery<Observation>[],
  window: number,
  seed: number,
): Delivery<Observation>[] {
  const random = new Random(seed)
  return deliveries
    .map(({ observation }) => ({ observation, arrival: observation.stamp + Math.floor(window * random.uniform()) }))
    .sort((a, b) => a.arrival - b.arrival)
}

export interface FusedHash {
  /** SHA-256 over the fused ego and objects, ids included, at every 50 ms stamp. */
  readonly hash: string
  readonly stamps: number
  /** Objects over all stamps: a hash over none proves nothing. */
  readonly objects: number
  readonly warnings: WarningCounter
}

/**
 * Feeds fusion itself, without the order stage, in the given order; takes the state of each 50 ms stamp once the window
 * has closed it: when something arrives later than a window (ns) after it.
 */
export function fusedHash(deliveries: readonly Delivery<Observation>[], end: Stamp, window: number): FusedHash {
  const fusion = createFusion(GENERIC_CAR, { window, checkpointPeriod: STEP })
  const hash = createHash('sha256')
  const warnings = new WarningCounter()
  let [next, stamps, objects] = [0, 0, 0]
  const closeUntil = (stamp: Stamp) => {
    for (; next <= stamp; next += STEP) {
      const scene = sceneAt(fusion, next)
      hash.update(stateBytes(scene))
      stamps++
      objects += scene.objects.length
    }
  }
  for (const { arrival, observation } of deliveries) {
    closeUntil(Math.min(end, arrival - window - 1))
    warnings.addAll(fusion.window.add(observation))
  }
  warnings.addAll(fuse(fusion, [], end).warnings)
  closeUntil(end)
  return { hash: hash.digest('hex'), stamps, objects, warnings }
}

function stateBytes({ ego, objects }: Scene): Uint8Array {
  const numbers = [...ego.position, ego.yaw, ego.speed, ego.yawRate, ego.acceleration, ...ego.covariance]
  for (const { value, standardDeviation } of ego.calibration.values()) numbers.push(value, standardDeviation)
  for (const object of objects) {
    const { position, velocity, size, covariance } = object
    numbers.push(object.id, object.existence, object.isConfirmed ? 1 : 0, object.age, object.coastingFor)
    numbers.push(...position, object.yaw, ...velocity, object.acceleration, object.yawRate, ...size, ...covariance)
  }
  const text = objects.map((object) => object.class).join()
  return Buffer.concat([Buffer.from(Float64Array.from(numbers).buffer), Buffer.from(text)])
}
