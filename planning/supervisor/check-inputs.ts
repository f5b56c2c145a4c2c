import type { Scene } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import { type Finding, finding, severer } from './finding.ts'
import { OBJECT_SENSORS, type Requirement } from './requirements.ts'

/** s: at 100 Hz a scene is new every 10 ms; ten missing ones are a fault of the stack. */
const SCENE_AGE = 0.1

/** Is the scene there, valid, finite, and does it rest on fresh measurements? */
export function checkEgo(scene: Scene, requirements: readonly Requirement[], stamp: Stamp): Finding | null {
  const { ego } = scene
  if (!ego.isValid) return finding('minimal-risk', 'ego-not-valid', 'expected a valid ego state')
  if (!Number.isFinite(ego.speed) || !Number.isFinite(ego.yawRate)) {
    return finding('minimal-risk', 'ego-not-valid', `found speed ${ego.speed} m/s, yaw rate ${ego.yawRate} rad/s`)
  }
  const age = secondsBetween(scene.stamp, stamp)
  if (!(Math.abs(age) <= SCENE_AGE)) return finding('minimal-risk', 'scene-stale', ageInWords('the scene', age))
  for (const { sensors, maximalAge, intervention } of requirements) {
    let newest = NEVER
    for (const sensor of sensors) newest = Math.max(newest, scene.newest.get(sensor) ?? NEVER)
    const found = secondsBetween(newest, stamp)
    if (found > maximalAge) return finding('minimal-risk', intervention, ageInWords(sensors.join(' or '), found))
  }
  return null
}

/**
 * Do we still see the others? One stale sensor degrades; when all are stale for `tolerance` s more, nobody knows what
 * is ahead. `expected` are the sensors of the vehicle; one that has not reported is as old as `since`.
 */
export function checkObjectSensors(
  newest: ReadonlyMap<string, Stamp>,
  expected: readonly string[],
  since: Stamp,
  tolerance: number,
  stamp: Stamp,
): Finding | null {
  let worst: Finding | null = null
  let isAnyTolerable = false
  let count = 0
  const look = (sensor: string, seen: Stamp) => {
    const maximalAge = OBJECT_SENSORS.find(({ prefix }) => sensor.startsWith(prefix))?.maximalAge
    if (maximalAge === undefined) return
    count++
    const age = secondsBetween(seen, stamp)
    if (age <= maximalAge + tolerance) isAnyTolerable = true
    if (age > maximalAge) worst = severer(worst, finding('degraded', 'object-sensor-stale', ageInWords(sensor, age)))
  }
  for (const [sensor, seen] of newest) look(sensor, seen)
  for (const sensor of expected) if (!newest.has(sensor)) look(sensor, since)
  if (count > 0 && !isAnyTolerable) {
    return finding(
      'minimal-risk',
      'object-sensors-lost',
      `expected one of ${count} sensors that see others, found none`,
    )
  }
  return worst
}

function ageInWords(what: string, age: number): string {
  return Number.isFinite(age) ? `${what} is ${age.toFixed(2)} s old` : `${what} never came`
}
