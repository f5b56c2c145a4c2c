import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../src/core/errors.ts'
import type { Message, Payload } from '../src/core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { AbsoluteTime } from '../src/io/protobuf/absolute-time.ts'
import { encodeMapTruth, MAP_TRUTH_SCHEMA } from '../src/io/protobuf/map-truth.ts'
import { listArgoverseSweeps, readArgoverseSweep } from './argoverse2-lidar.ts'
import { type ArgoversePoses, readArgoverseBoxes, readArgoversePoses } from './argoverse2-log.ts'
import { readArgoverseMap } from './argoverse2-map.ts'
import { egoTruth, type LogFrame, objectsTruth, REAR_AXLE_HEIGHT, stampOf } from './argoverse2-truth.ts'
import { mergeByStamp } from './merge.ts'
import type { Dataset, Recording } from './recording.ts'
import { type StaticTransform, transformsMessage } from './static-transforms.ts'

/**
 * Argoverse 2 sensor logs (Wilson et al. 2021, "Argoverse 2: next generation datasets for self-driving perception and
 * forecasting"), with the tables as CSV: /truth/ego from the poses, /truth/objects from the labels, /truth/map from the vector
 * map. All stand in one world frame: the city frame shifted so that the first pose is near its origin. The drive's metadata
 * says by how much. /lidar/top/points: both lidars together, in the vehicle frame. Cameras are not read yet.
 */
export const ARGOVERSE2: Dataset = {
  name: 'argoverse2',
  description: "a log's folder, the one that holds annotations.csv, city_SE3_egovehicle.csv and map",
  open: openLog,
}

/** The vehicle frame has its origin in the rear axle, the ego frame on the ground below. */
const LIDAR_PLACE: StaticTransform = {
  parent: 'ego',
  child: 'lidar/top',
  rows: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, REAR_AXLE_HEIGHT],
}

function openLog(path: string): Recording {
  const poses = readArgoversePoses(join(path, 'city_SE3_egovehicle.csv'))
  const boxes = readArgoverseBoxes(join(path, 'annotations.csv'))
  const frame = frameOf(poses)
  const map = readArgoverseMap(findMap(join(path, 'map')), [frame.origin[0], frame.origin[1]])
  const { moments, missing } = objectsTruth(boxes, poses, frame)
  const warnings: Warning[] = []
  if (missing > 0) {
    const detail = `expected a pose at the stamp of every box; ${missing} of ${boxes.length} boxes have none`
    warnings.push({ code: 'pose-missing', stamp: 0, detail })
  }
  const sweeps = listArgoverseSweeps(path)
  const mapPayload: Payload = { kind: 'opaque', schema: MAP_TRUTH_SCHEMA, bytes: encodeMapTruth(map) }
  const series = [
    [transformsMessage([LIDAR_PLACE], 0, new AbsoluteTime(frame.begin))],
    inOrder('/truth/map', 1, () => [0, mapPayload]),
    inOrder('/truth/ego', poses.times.length, (row) => [
      stampOf(frame, poses.times[row]!),
      egoTruth(poses, frame, row),
    ]),
    inOrder('/truth/objects', moments.length, (row) => [moments[row]!.stamp, moments[row]!.truth]),
    inOrder('/lidar/top/points', sweeps.length, (row) => [
      stampOf(frame, sweeps[row]!),
      readArgoverseSweep(path, sweeps[row]!),
    ]),
  ]
  const [x, y, z] = frame.origin
  return {
    source: `argoverse2; world frame = city frame - (${x}, ${y}, ${z}) m`,
    originNanoseconds: frame.begin,
    timeScale: 'unix',
    vehicle: null,
    messages: mergeByStamp(series),
    messageCount: 2 + poses.times.length + moments.length + sweeps.length,
    warnings,
  }
}

/** Whole metres and seconds, so that they are easy to undo; the first pose's ground is at z = 0 to a centimetre. */
function frameOf(poses: ArgoversePoses): LogFrame {
  const [x, y, z] = [poses.positions[0]!, poses.positions[1]!, poses.positions[2]!]
  const second = BigInt(NANOSECONDS_PER_SECOND)
  return {
    origin: [Math.round(x), Math.round(y), Math.round(100 * (z - REAR_AXLE_HEIGHT)) / 100],
    begin: (poses.times[0]! / second) * second,
  }
}

function findMap(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const name = names.find((one) => one.startsWith('log_map_archive_') && one.endsWith('.json'))
  if (!name) throw new InputError(`expected a vector map log_map_archive_*.json, found none in ${folder}`)
  return join(folder, name)
}

function* inOrder(
  topic: string,
  count: number,
  payload: (row: number) => readonly [Stamp, Payload],
): Generator<Message> {
  for (let sequence = 0; sequence < count; sequence++) {
    const [stamp, content] = payload(sequence)
    yield { topic, stamp, arrival: stamp, sequence, payload: content }
  }
}
