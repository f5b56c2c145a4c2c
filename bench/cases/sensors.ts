import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { NANOSECONDS_PER_MILLISECOND, NANOSECONDS_PER_SECOND } from '../../src/core/time.ts'
import { ROOF_LIDAR } from '../../src/simulation/sensors/lidar-data-sheet.ts'
import { ObjectSensors } from '../../src/simulation/sensors/object-sensors.ts'
import { sceneAt } from '../../src/simulation/sensors/scripted-objects.ts'
import { findScriptedScene } from '../../src/simulation/sensors/scripted-scenes.ts'
import type { SensedMoment } from '../../src/simulation/sensors/sensed-moment.ts'
import { SpinningLidar } from '../../src/simulation/sensors/spinning-lidar.ts'
import { WorldSensors } from '../../src/simulation/sensors/world-sensors.ts'
import { findWorldGenerator } from '../../src/simulation/world/generators.ts'
import type { World } from '../../src/simulation/world/world.ts'
import type { BenchCase } from '../case.ts'

const SEED = 1
const STEP = 10 * NANOSECONDS_PER_MILLISECOND
/** m: what can hide an object from the sensors. */
const OCCLUDER_REACH = 90

/** The dense scripted scene, one moment every 10 ms for a second, moved onto a street in the middle of a city. */
function cityMoments(world: World): SensedMoment[] {
  const scene = findScriptedScene('dense')
  const line = world.map.lanes[Math.floor(world.map.lanes.length / 2)]!.centreLine
  const [x, y] = [line[0]!, line[1]!]
  const yaw = Math.atan2(line[3]! - y, line[2]! - x)
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const turned = (v: readonly number[]) => [cos * v[0]! - sin * v[1]!, sin * v[0]! + cos * v[1]!] as const
  const occluders = world.statics
    .flatMap(({ bodies }) => bodies)
    .filter(({ position }) => Math.hypot(position[0] - x, position[1] - y) < OCCLUDER_REACH)
  return Array.from({ length: NANOSECONDS_PER_SECOND / STEP }, (_, i) => {
    const { stamp, ego, objects } = sceneAt(scene, i * STEP)
    const place = (position: readonly [number, number, number]) => {
      const [dx, dy] = turned(position)
      return [x + dx, y + dy, position[2]] as const
    }
    return {
      stamp,
      ego: { ...ego, position: place(ego.position), yaw: ego.yaw + yaw, velocity: turned(ego.velocity) },
      objects: objects.map((object) => ({
        ...object,
        position: place(object.position),
        yaw: object.yaw + yaw,
        velocity: [...turned(object.velocity), 0] as const,
      })),
      occluders,
    }
  })
}

export const SENSOR_CASES: readonly BenchCase[] = [
  {
    name: 'sensors/lidar-sweep-64x1024',
    perCall: { amount: 1, unit: 'sweeps' },
    isQuick: true,
    prepare: async () => {
      const world = findWorldGenerator('city-grid').generate(SEED)
      const sensor = 'lidar/roof'
      const mounting = GENERIC_CAR.mountings[sensor]!
      const lidar = new SpinningLidar({ seed: SEED, sensor, mounting, sheet: ROOF_LIDAR, world })
      const [moment] = cityMoments(world)
      return { run: () => lidar.scan(moment!).count }
    },
  },
  {
    // One second of five radars at 20 Hz and the lidar at 10 Hz: the rate is the factor of real time.
    name: 'sensors/world-radars-lidar',
    perCall: { amount: 1, unit: 's' },
    prepare: async () => {
      const world = findWorldGenerator('city-grid').generate(SEED)
      const sensors = new WorldSensors({ seed: SEED, world })
      const moments = cityMoments(world)
      return { run: () => moments.reduce((count, moment) => count + sensors.sense(moment).length, 0) }
    },
  },
  {
    // The same second at object level: lidar boxes, five radars, six cameras.
    name: 'sensors/object-level',
    perCall: { amount: 1, unit: 's' },
    isQuick: true,
    prepare: async () => {
      const moments = cityMoments(findWorldGenerator('city-grid').generate(SEED))
      const sensors = new ObjectSensors({ seed: SEED })
      return { run: () => moments.reduce((count, moment) => count + sensors.sense(moment).length, 0) }
    },
  },
]
