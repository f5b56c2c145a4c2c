import { createFusion, fuse } from '../../fusion/fuse.ts'
import { foldOrder } from '../../fusion/rollback-window.ts'
import { fusionDrive } from '../../src/cli/fusion-drive.ts'
import { shuffled } from '../../src/cli/fusion-order.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { Observation } from '../../src/core/observations.ts'
import type { Stamp } from '../../src/core/time.ts'
import { findScriptedScene } from '../../src/simulation/sensors/scripted-scenes.ts'
import type { BenchCase } from '../case.ts'

/** s of dense traffic; ns between control ticks; ns of the window that observations may be late in. */
const SECONDS = 2
const TICK = 10e6
const WINDOW = 200e6

const denseDrive = () => fusionDrive(findScriptedScene('dense'), { seed: 1, duration: SECONDS })

/** Ticks at 100 Hz over observations in order of arrival, as the line does it. */
function runTicks(arrivals: readonly { readonly arrival: Stamp; readonly observation: Observation }[]): number {
  const fusion = createFusion(GENERIC_CAR)
  let next = 0
  let objects = 0
  for (let stamp = 0; stamp <= SECONDS * 1e9; stamp += TICK) {
    const due: Observation[] = []
    for (; next < arrivals.length && arrivals[next]!.arrival <= stamp; next++) due.push(arrivals[next]!.observation)
    objects += fuse(fusion, due, stamp).output.objects.length
  }
  return objects
}

/** Twelve road users seen by a lidar, five radars and six cameras. */
export const FUSION_CASES: readonly BenchCase[] = [
  {
    name: 'fusion/dense-in-order',
    perCall: { amount: SECONDS, unit: 'driven s' },
    isQuick: true,
    prepare: async () => {
      const arrivals = denseDrive()
        .deliveries.map(({ observation }) => ({ arrival: observation.stamp, observation }))
        .sort((a, b) => foldOrder(a.observation, b.observation))
      return { run: () => runTicks(arrivals) }
    },
  },
  {
    // As on the car: each sensor late by its own delay, so that most ticks roll back by up to 80 ms.
    name: 'fusion/dense-as-arrived',
    perCall: { amount: SECONDS, unit: 'driven s' },
    prepare: async () => {
      const { deliveries } = denseDrive()
      return { run: () => runTicks(deliveries) }
    },
  },
  {
    // The worst: everything late by a random time within the window.
    name: 'fusion/dense-shuffled-200ms',
    perCall: { amount: SECONDS, unit: 'driven s' },
    prepare: async () => {
      const arrivals = shuffled(denseDrive().deliveries, WINDOW, 1)
      return { run: () => runTicks(arrivals) }
    },
  },
]
