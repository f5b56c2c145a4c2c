import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { topicEntry, topicInstance } from '../core/topics.ts'

const SEES_OTHERS = /^\/(radar|lidar|camera)\//
/** Of a camera a source has pictures: no others are seen in them until a network looks. */
const MEASURES_OTHERS = /^\/(radar|lidar)\//

/**
 * Sensors that should see other road users, by the names of their observations (`radar/front`): those whose topics the
 * source has and the radars on its CAN buses. A source that has none of them leaves all that the car carries expected:
 * then the stack knows that it is blind.
 */
export function objectSensors(vehicle: VehicleTable, topics: readonly string[]): readonly string[] {
  const recorded = topics
    .filter((topic) => topicEntry(topic) !== null && MEASURES_OTHERS.test(topic))
    .map((topic) => `${topic.split('/')[1]}/${topicInstance(topic)}`)
  const onCan = vehicle.canRadars.filter(({ bus }) => topics.includes(`/can/${bus}`)).map(({ name }) => `radar/${name}`)
  const sensors = [...new Set([...recorded, ...onCan])]
  return sensors.length > 0 ? sensors : Object.keys(vehicle.mountings).filter((name) => SEES_OTHERS.test(`/${name}`))
}
