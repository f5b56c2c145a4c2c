import type { LaneMap } from '../../../src/common/map/lane-map.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import { ROOF_LIDAR } from '../../../src/simulation/sensors/lidar-data-sheet.ts'
import { SpinningLidar, type SpinningLidarOptions } from '../../../src/simulation/sensors/spinning-lidar.ts'
import type { Body, StaticObject } from '../../../src/simulation/world/world.ts'

export const EMPTY_MAP: LaneMap = { lanes: [], stopLines: [], crosswalks: [], trafficLights: [], drivableAreas: [] }

/** Boxes and cylinders, some in the air, around the origin but not on it. */
export function randomBodies(seed: number, count: number): Body[] {
  const random = new Random(seed)
  return Array.from({ length: count }, () => {
    const shape = random.uniform() < 0.6 ? 'box' : 'cylinder'
    const distance = random.between(8, 110)
    const azimuth = random.between(-Math.PI, Math.PI)
    const width = random.between(0.2, 5)
    const size = [shape === 'box' ? random.between(0.2, 9) : width, width, random.between(0.3, 12)] as const
    const lift = random.uniform() < 0.3 ? random.between(0, 4) : 0
    return {
      shape,
      position: [distance * Math.cos(azimuth), distance * Math.sin(azimuth), lift + size[2] / 2],
      yaw: random.between(-Math.PI, Math.PI),
      size,
      material: 'concrete',
      colour: [0.5, 0.5, 0.5],
    }
  })
}

export function lidarIn(bodies: readonly Body[], options: Partial<SpinningLidarOptions> = {}): SpinningLidar {
  const statics: StaticObject[] = bodies.map((body, i) => ({ id: i + 1, kind: 'building', bodies: [body] }))
  return new SpinningLidar({
    seed: 1,
    sensor: 'lidar/roof',
    mounting: GENERIC_CAR.mountings['lidar/roof']!,
    sheet: ROOF_LIDAR,
    world: { map: EMPTY_MAP, statics, ground: 'pavement' },
    ...options,
  })
}
