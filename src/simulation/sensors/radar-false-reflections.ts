import type { Random } from '../../common/random/xoshiro.ts'
import { poisson } from './cycle-random.ts'
import type { RadarReceiver } from './radar-receiver.ts'
import type { RadarReflections } from './radar-reflections.ts'
import type { RadarSheet } from './sensor-data-sheets.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** m, m/s: where false targets lie. */
const NEAREST = 3
const FASTEST_NOISE = 40
/** m²: the least of a post or a kerb. */
const LEAST_CLUTTER = 0.1
/** m: beyond it the way target - ego - target loses too much. */
const DOUBLE_BOUNCE_REACH = 40

/** Standing clutter, noise peaks, and double bounces of what is in the list already. */
export function addFalseReflections(
  reflections: RadarReflections,
  placement: SensorPlacement,
  sheet: RadarSheet,
  receiver: RadarReceiver,
  random: Random,
): void {
  const targets = reflections.count
  for (let i = 0; i < targets; i++) {
    const chance = random.uniform()
    const range = 2 * reflections.range[i]!
    if (chance >= sheet.doubleBounce || range > 2 * DOUBLE_BOUNCE_REACH) continue
    const crossSection = receiver.crossSectionFor(range)
    reflections.add(range, reflections.azimuth[i]!, 0, 2 * reflections.rangeRate[i]!, crossSection)
  }
  const field = sheet.reach.at(-1)!.azimuth
  for (let count = poisson(random, sheet.clutter); count > 0; count--) {
    const azimuth = random.between(-field, field)
    const range = random.between(NEAREST, receiver.reach(azimuth, 0))
    // It stands: its range rate is the sensor's own motion along the line of sight.
    const direction = placement.yaw + azimuth
    const rangeRate = -(placement.vx * Math.cos(direction) + placement.vy * Math.sin(direction))
    reflections.add(range, azimuth, 0, rangeRate, Math.max(LEAST_CLUTTER, receiver.crossSectionFor(range)))
  }
  for (let count = poisson(random, sheet.noisePeaks); count > 0; count--) {
    const azimuth = random.between(-field, field)
    const range = random.between(NEAREST, receiver.reach(azimuth, 0))
    const rangeRate = random.between(-FASTEST_NOISE, FASTEST_NOISE)
    reflections.add(range, azimuth, 0, rangeRate, receiver.crossSectionFor(range))
  }
}
