import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ARGOVERSE2 } from '../../../datasets/argoverse2.ts'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import { createProjection } from '../../../src/common/map/reference-line.ts'
import type { Message, Payload, TruthObject } from '../../../src/core/messages.ts'
import { encodeMapTruth, MAP_TRUTH_SCHEMA } from '../../../src/io/protobuf/map-truth.ts'
import { worldFromTruth } from '../../../src/simulation/world/from-drive.ts'
import { findWorldGenerator } from '../../../src/simulation/world/generators.ts'
import { sharedData } from '../../shared-data.ts'

const generated = findWorldGenerator('city-grid').generate(3)
const index = buildMapIndex(generated.map)
const mapMessage: Message = message('/truth/map', 0, {
  kind: 'opaque',
  schema: MAP_TRUTH_SCHEMA,
  bytes: encodeMapTruth(generated.map),
})

function message(topic: string, seconds: number, payload: Payload): Message {
  const stamp = Math.round(seconds * 1e9)
  return { topic, stamp, arrival: stamp, sequence: stamp, payload }
}

function egoMessage(seconds: number, x: number, y: number, yaw: number, speed: number): Message {
  return message('/truth/ego', seconds, {
    kind: 'pose-truth',
    latitude: Number.NaN,
    longitude: Number.NaN,
    altitude: Number.NaN,
    position: [x, y, 0],
    orientation: [0, 0, Math.sin(yaw / 2), Math.cos(yaw / 2)],
    velocity: [speed * Math.cos(yaw), speed * Math.sin(yaw), 0],
    referencePoint: 'ego',
  })
}

/** The car drives along a route's line at 10 m/s. */
function driveAlong(route: ReturnType<typeof buildRoute>, from: number, to: number): Message[] {
  const pose = { x: 0, y: 0, heading: 0, curvature: 0 }
  const messages: Message[] = []
  for (let time = 0; from + 10 * time < to; time += 0.1) {
    route.poseAt(from + 10 * time, pose)
    messages.push(egoMessage(time, pose.x, pose.y, pose.heading, 10))
  }
  return messages
}

describe('a world rebuilt from a drive', () => {
  it.each(generated.routes.map((route, i) => ({ i, ...route })))(
    'finds the lanes that the car took on generated route $i',
    ({ lanes, startStation, goalStation }) => {
      const route = buildRoute(index, lanes)
      const { world, ego } = worldFromTruth([mapMessage, ...driveAlong(route, startStation, goalStation)], 'test')
      expect(world.map.lanes).toHaveLength(generated.map.lanes.length)
      const [found] = world.routes
      const joined = buildRoute(buildMapIndex(world.map), found!.lanes)
      const projection = createProjection()
      let farthest = 0
      for (let i = 0; i < ego.times.length; i++) {
        joined.project(ego.x[i]!, ego.y[i]!, projection)
        farthest = Math.max(farthest, Math.abs(projection.offset))
      }
      // A change of lanes may be matched to the stretch before or after: then the line is a lane aside for a while.
      expect(farthest).toBeLessThan(3.6)
      expect(found!.goalStation - found!.startStation).toBeGreaterThan(0.97 * (goalStation - startStation) - 2)
      expect(joined.line.length).toBeGreaterThan(found!.goalStation)
    },
  )

  it('keeps road users as tracks by time and standing things as part of the world', () => {
    const car = (x: number): TruthObject => ({
      id: 5,
      class: 'car',
      position: [x, 2, 0.8],
      yaw: Math.PI,
      velocity: [-3, 0, 0],
      size: [4, 2, 1.5],
    })
    const cone: TruthObject = { ...car(40), id: 6, class: 'static', size: [0.3, 0.3, 0.8] }
    const objects = (seconds: number, list: TruthObject[]) =>
      message('/truth/objects', seconds, { kind: 'objects-truth', objects: list })
    const { world, tracks } = worldFromTruth(
      [
        mapMessage,
        egoMessage(0, 0, 0, 0, 1),
        egoMessage(1, 1, 0, 0, 1),
        objects(0.2, [car(9), cone]),
        objects(0.1, [car(10)]),
      ],
      'test',
    )
    expect(tracks).toHaveLength(1)
    expect([...tracks[0]!.times]).toEqual([0.1, 0.2])
    expect([...tracks[0]!.x]).toEqual([10, 9])
    expect(tracks[0]!.speed[0]).toBeCloseTo(3)
    expect(world.statics.map(({ kind }) => kind)).toEqual(['bollard'])
    expect(world.statics[0]!.bodies[0]!.position).toEqual([40, 2, 0.4])
  })

  it('is refused without a map, with a damaged one, or without poses of the car', () => {
    const poses = [egoMessage(0, 0, 0, 0, 1), egoMessage(1, 1, 0, 0, 1)]
    expect(() => worldFromTruth(poses, 'some.mcap')).toThrow(/expected a map on \/truth\/map.*some.mcap/)
    const broken = message('/truth/map', 0, { kind: 'opaque', schema: MAP_TRUTH_SCHEMA, bytes: Uint8Array.of(10, 99) })
    expect(() => worldFromTruth([broken, ...poses], 'some.mcap')).toThrow(/expected axdrive.v1.MapTruth/)
    expect(() => worldFromTruth([mapMessage], 'some.mcap')).toThrow(/at least 2 poses.*found 0/)
  })
})

const root = sharedData('argoverse2')

describe.skipIf(root === null)('a world rebuilt from the Argoverse 2 log', () => {
  it('has its road users, its standing things and the route that the car drove', async () => {
    const recording = await ARGOVERSE2.open(join(root ?? '', 'log-adcf7d18'), {})
    const { world, tracks, ego } = worldFromTruth([...recording.messages], 'log')
    expect(ego.times).toHaveLength(2637)
    expect(tracks.length + world.statics.length).toBe(146)
    expect(tracks.filter((track) => track.class === 'car').length).toBeGreaterThan(20)
    const [route] = world.routes
    const joined = buildRoute(buildMapIndex(world.map), route!.lanes)
    expect(route!.goalStation - route!.startStation).toBeGreaterThan(39)
    expect(route!.goalStation - route!.startStation).toBeLessThan(42)
    const projection = createProjection()
    const offsets = Array.from(ego.x, (x, i) => {
      joined.project(x, ego.y[i]!, projection)
      return Math.abs(projection.offset)
    })
    expect(Math.max(...offsets)).toBeLessThan(1.5)
  })
})
