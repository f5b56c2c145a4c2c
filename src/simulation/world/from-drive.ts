import { buildMapIndex } from '../../common/map/build-map-index.ts'
import type { LaneMap } from '../../common/map/lane-map.ts'
import { InputError } from '../../core/errors.ts'
import type { Message } from '../../core/messages.ts'
import type { Warning } from '../../core/warning.ts'
import type { DriveReader } from '../../io/mcap/drive.ts'
import { decodeMapTruth } from '../../io/protobuf/map-truth.ts'
import { matchRoute } from './match-route.ts'
import { recordedEgo, recordedTracks } from './recorded-columns.ts'
import { recordedStatics } from './recorded-statics.ts'
import type { RecordedEgo, RecordedWorld } from './recorded-track.ts'
import type { World } from './world.ts'

const TOPICS = ['/truth/map', '/truth/ego', '/truth/objects']

/**
 * A recorded drive as a world: map, road users, standing things and the car's own way, from its /truth topics alone. Throws
 * InputError when the drive lacks a map or at least two poses of the `ego` frame. Drives without objects are empty worlds.
 */
export async function worldFromDrive(drive: DriveReader, warn: (warning: Warning) => void): Promise<RecordedWorld> {
  const messages: Message[] = []
  const isWanted = (topic: string) => TOPICS.includes(topic)
  for await (const batch of drive.messages(warn, { topics: isWanted })) messages.push(...batch)
  return worldFromTruth(messages, drive.name)
}

/** As worldFromDrive, from the messages of its /truth topics. `name` is the drive's, for messages and reports. */
export function worldFromTruth(messages: readonly Message[], name: string): RecordedWorld {
  const map = mapOf(messages, name)
  const ego = recordedEgo(messages)
  if (ego.times.length < 2) {
    throw new InputError(`expected at least 2 poses of the ego frame on /truth/ego, found ${ego.times.length}: ${name}`)
  }
  const { tracks, standing } = recordedTracks(messages)
  const world: World = {
    name,
    seed: 0,
    map,
    statics: recordedStatics(standing),
    ground: 'pavement',
    routes: routesOf(map, ego),
  }
  return { world, tracks, ego }
}

function mapOf(messages: readonly Message[], name: string): LaneMap {
  const payload = messages.find(({ topic }) => topic === '/truth/map')?.payload
  if (payload?.kind !== 'opaque') throw new InputError(`expected a map on /truth/map, found none: ${name}`)
  try {
    return decodeMapTruth(payload.bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    throw new InputError(`expected axdrive.v1.MapTruth on /truth/map, found ${payload.bytes.length} bytes: ${reason}`)
  }
}

/** The way that the car took; none where it left the map's lanes. */
function routesOf(map: LaneMap, ego: RecordedEgo): World['routes'] {
  const route = matchRoute(buildMapIndex(map), ego)
  return route ? [{ name: 'recorded', ...route }] : []
}
