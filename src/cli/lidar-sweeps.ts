import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ARGOVERSE_LIDAR_ORIGIN, listArgoverseSweeps, readArgoverseSweep } from '../../datasets/argoverse2-lidar.ts'
import { readArgoverseBoxes, readArgoversePoses } from '../../datasets/argoverse2-log.ts'
import { readArgoverseMap } from '../../datasets/argoverse2-map.ts'
import { REAR_AXLE_HEIGHT } from '../../datasets/argoverse2-truth.ts'
import { readNuscenesInfo, readNuscenesSweep } from '../../datasets/nuscenes-sample-info.ts'
import { mountingOf } from '../../datasets/static-transforms.ts'
import type { LidarPlacement } from '../../perception/lidar/objects/lidar-objects.ts'
import { DrivableArea } from '../common/map/drivable-area.ts'
import { InputError } from '../core/errors.ts'
import type { PointCloud } from '../core/messages.ts'

/** A labelled object in the frame of the sweep. */
export interface SweepLabel {
  readonly category: string
  readonly kind: 'vehicle' | 'vulnerable' | 'other'
  /** Cars are what the median error is stated for. */
  readonly isCar: boolean
  readonly x: number
  readonly y: number
  readonly z: number
  readonly yaw: number
  readonly size: readonly [number, number, number]
  readonly pointCount: number
}

/** One sweep with its labels and the area in which false objects count. */
export interface LabelledSweep {
  readonly name: string
  readonly cloud: PointCloud
  readonly placement: LidarPlacement
  readonly labels: readonly SweepLabel[]
  readonly isDrivable: (x: number, y: number) => boolean
  /** How the drivable area is known. */
  readonly drivable: string
}

/** Ford Fusion (Argoverse) and Renault Zoe (nuScenes) with mirrors, from the rear axle; m. */
const OWN_CAR = [-1.3, 3.9, 1.1] as const
const VEHICLE = /^(car|truck|trailer|bus|construction_vehicle|.*VEHICLE|.*BUS|.*TRUCK|VEHICULAR_TRAILER)$/
const VULNERABLE = /^(pedestrian|bicycle|motorcycle|PEDESTRIAN|BICYCL.*|MOTORCYCL.*|WHEELED_.*|STROLLER)$/
const CAR = /^(car|REGULAR_VEHICLE)$/
/** Half width of a lane and a shoulder, and how far a lane is taken to go straight on, m. */
const LANE_HALF_WIDTH = 2.5
const STRAIGHT = 40

/** Sweeps with labels out of the folders nuscenes-sample and argoverse2 of `root`. Throws InputError when there is none. */
export function readLabelledSweeps(root: string): readonly LabelledSweep[] {
  const nuscenes = join(root, 'nuscenes-sample')
  const argoverse = join(root, 'argoverse2')
  const logs = existsSync(argoverse) ? readdirSync(argoverse).filter((name) => name.startsWith('log-')) : []
  const sweeps = [
    ...(existsSync(nuscenes) ? [readNuscenes(nuscenes)] : []),
    ...logs.flatMap((name) => readArgoverse(join(argoverse, name))),
  ]
  if (sweeps.length === 0) {
    throw new InputError(`expected folders nuscenes-sample or argoverse2 with lidar sweeps, found none in ${root}`)
  }
  return sweeps
}

function kindOf(category: string): Pick<SweepLabel, 'kind' | 'isCar' | 'category'> {
  const kind = VEHICLE.test(category) ? 'vehicle' : VULNERABLE.test(category) ? 'vulnerable' : 'other'
  return { category, kind, isCar: CAR.test(category) }
}

/** nuScenes' map is not in the sample: the lanes of the car and of every labelled vehicle stand for it. */
function readNuscenes(path: string): LabelledSweep {
  const { egoFromLidar, boxes } = readNuscenesInfo(path)
  const mounting = mountingOf(egoFromLidar)
  const labels = boxes.map(({ category, position: [x, y, z], yaw, size, pointCount }) => {
    return { ...kindOf(category), x, y, z, yaw, size, pointCount }
  })
  const lanes = [
    { x: 0, y: 0, yaw: -mounting.yaw },
    ...labels.filter(({ kind }) => kind === 'vehicle').map(({ x, y, yaw }) => ({ x, y, yaw })),
  ]
  return {
    name: 'nuscenes-sample',
    cloud: readNuscenesSweep(path),
    placement: { mounting, ownCar: OWN_CAR },
    labels,
    isDrivable: (x, y) => lanes.some((lane) => isInLane(lane, x, y)),
    drivable: `within ${LANE_HALF_WIDTH} m of the straight lines of the car and of every labelled vehicle, ${STRAIGHT} m on`,
  }
}

function isInLane(
  lane: { readonly x: number; readonly y: number; readonly yaw: number },
  x: number,
  y: number,
): boolean {
  const [cos, sin] = [Math.cos(lane.yaw), Math.sin(lane.yaw)]
  const along = cos * (x - lane.x) + sin * (y - lane.y)
  const across = cos * (y - lane.y) - sin * (x - lane.x)
  return Math.abs(along) < STRAIGHT && Math.abs(across) < LANE_HALF_WIDTH
}

function readArgoverse(log: string): readonly LabelledSweep[] {
  const boxes = readArgoverseBoxes(join(log, 'annotations.csv'))
  const poses = readArgoversePoses(join(log, 'city_SE3_egovehicle.csv'))
  return listArgoverseSweeps(log).map((time) => {
    const pose = poses.times.indexOf(time)
    if (pose < 0) throw new InputError(`expected a pose at ${time} ns, found none in ${log}`)
    const [x, y] = [poses.positions[3 * pose]!, poses.positions[3 * pose + 1]!]
    const yaw = yawOf(poses.orientations.subarray(4 * pose, 4 * pose + 4))
    const map = readdirSync(join(log, 'map')).find((name) => /^log_map_archive_.*\.json$/.test(name))
    if (!map) throw new InputError(`expected a vector map, found none in ${join(log, 'map')}`)
    // Moved to the car: city coordinates of thousands of metres stay out of the way.
    const area = new DrivableArea(readArgoverseMap(join(log, 'map', map), [x, y]).drivableAreas)
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
    return {
      name: 'argoverse2',
      cloud: readArgoverseSweep(log, time),
      placement: {
        mounting: { position: [0, 0, REAR_AXLE_HEIGHT], yaw: 0, pitch: 0, roll: 0 },
        beamOrigin: ARGOVERSE_LIDAR_ORIGIN,
        ownCar: OWN_CAR,
      },
      labels: boxes
        .filter((box) => box.time === time)
        .map(({ category, position, orientation, size, pointCount }) => {
          const [labelX, labelY, labelZ] = position
          return { ...kindOf(category), x: labelX, y: labelY, z: labelZ, yaw: yawOf(orientation), size, pointCount }
        }),
      isDrivable: (px, py) => area.contains(cos * px - sin * py, sin * px + cos * py),
      drivable: 'drivable areas of the vector map',
    }
  })
}

/** Heading of the quaternion x, y, z, w, rad. */
function yawOf([x = 0, y = 0, z = 0, w = 1]: ArrayLike<number> & Iterable<number>): number {
  return Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
}
