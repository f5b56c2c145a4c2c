import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { Message } from '../../../src/core/messages.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'
import { AbsoluteTime } from '../../../src/io/protobuf/absolute-time.ts'
import { encodePayload } from '../../../src/io/protobuf/payload-codec.ts'
import { SensorSuite, type SensorSuiteOptions } from '../../../src/simulation/closed-loop/sensor-suite.ts'
import { SimulatedWorld } from '../../../src/simulation/closed-loop/simulated-world.ts'
import { buildEpisode } from '../../../src/simulation/scenarios/build-episode.ts'

const EPISODE = buildEpisode({ seed: 3, world: 'rural-road', conditions: { light: 'night', weather: 'rain' } })
const SECONDS = 0.6
const SEED = 9

/** All that arrives while nobody drives, with the step at which it did. */
async function sensed(options: Pick<SensorSuiteOptions, 'level'> & Partial<SensorSuiteOptions>) {
  const world = new SimulatedWorld(EPISODE)
  const suite = new SensorSuite({ world, vehicle: GENERIC_CAR, seed: SEED, ...options })
  const arrived: { readonly message: Message; readonly at: number }[] = []
  while (world.time < SECONDS) {
    for (const message of await suite.sense()) arrived.push({ message, at: world.stamp })
    world.step()
  }
  return { arrived, suite }
}

/** The message with its content as a hash: what deep comparison of a hundred thousand points takes minutes for. */
function digest({ topic, stamp, arrival, sequence, payload }: Message): string {
  const bytes = encodePayload(payload, stamp, new AbsoluteTime(0n))
  return [topic, stamp, arrival, sequence, createHash('sha256').update(bytes).digest('hex')].join(' ')
}

function topics(arrived: readonly { readonly message: Message }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { message } of arrived) counts[message.topic] = (counts[message.topic] ?? 0) + 1
  return counts
}

const surround = await sensed({ level: 'surround' })
const otherSeed = await sensed({ level: 'surround', seed: SEED + 1, hasCameraBoxes: false })

describe("the simulated car's sensors", () => {
  it('are six cameras and a lidar at 10 Hz, five radars at 20 Hz, IMU, GNSS, the route, and CAN at 100 Hz', () => {
    expect(topics(surround.arrived)).toMatchObject({
      // Those of the last step are still on their way.
      '/can/0': 59,
      '/imu': 59,
      '/gnss/fix': 5,
      '/navigation/route': 1,
      '/lidar/roof/points': 5,
      '/radar/front/scan': 11,
      '/radar/back-right/scan': 11,
      '/camera/front/calibration': 1,
      '/camera/front/image': 5,
      '/camera/back/image': 5,
    })
    expect(Object.keys(topics(surround.arrived)).filter((topic) => topic.endsWith('/image'))).toHaveLength(6)
  })

  it('reach the stack after they measured, in order of arrival, each counting up by one', () => {
    let last = 0
    const counts = new Map<string, number>()
    for (const { message, at } of surround.arrived) {
      expect(message.arrival).toBeGreaterThanOrEqual(Math.max(message.stamp, last))
      expect(at - message.arrival).toBeGreaterThanOrEqual(0)
      expect(at - message.arrival).toBeLessThan(10e6)
      expect(message.sequence).toBe(counts.get(message.topic) ?? 0)
      counts.set(message.topic, message.sequence + 1)
      last = message.arrival
    }
  })

  it('give the same bits from the same seed, images included, and others from another', async () => {
    const digests = ({ arrived }: typeof surround) => arrived.map(({ message }) => digest(message))
    const [first, other] = [digests(surround), digests(otherSeed)]
    expect(digests(await sensed({ level: 'surround' }))).toEqual(first)
    for (const topic of [
      '/camera/front/image',
      '/lidar/roof/points',
      '/radar/front/scan',
      '/imu',
      '/gnss/fix',
      '/can/0',
    ]) {
      const ofTopic = (list: readonly string[]) => list.find((one) => one.startsWith(topic))
      expect(ofTopic(other), topic).not.toBe(ofTopic(first))
    }
  })

  it('stand in for a network on the images with boxes, unless there is one', () => {
    const boxes = surround.arrived.filter(
      ({ message }) => surround.suite.observationOf(message)?.kind === 'camera-boxes',
    )
    expect(boxes.length).toBeGreaterThan(20)
    expect(Object.keys(topics(otherSeed.arrived)).filter((topic) => topic.startsWith('/simulation/'))).toEqual([])
  })

  it('fail one by one, from the stamp on at which their fault begins and no longer than it lasts', async () => {
    const window = { from: stampFromSeconds(0.2), to: stampFromSeconds(0.4) }
    const { arrived } = await sensed({
      level: 'surround',
      faults: [
        { kind: 'silent', sensor: 'gnss', ...window },
        { kind: 'silent', sensor: 'can/0', ...window },
        { kind: 'late', sensor: 'imu', delay: 30e6, ...window },
        { kind: 'silent', sensor: 'camera/front', ...window },
        { kind: 'dead-beams', sensor: 'lidar/roof', rings: [10], ...window },
      ],
    })
    const during = ({ message: { stamp } }: { readonly message: Message }) => stamp >= window.from && stamp < window.to
    for (const topic of ['/gnss/fix', '/can/0', '/camera/front/image']) {
      const found = arrived.filter(({ message }) => message.topic === topic)
      expect(found.filter(during), topic).toEqual([])
      expect(found.at(-1)!.message.stamp, topic).toBeGreaterThanOrEqual(window.to)
      // What comes afterwards is what would have come without the fault, numbered so that the gap is seen.
      const well = surround.arrived.filter(({ message }) => message.topic === topic)
      expect(digest(found.at(-1)!.message)).toBe(digest(well.at(-1)!.message))
    }
    const delays = arrived
      .filter(({ message }) => message.topic === '/imu')
      .map(({ message }) => message.arrival - message.stamp)
    expect(new Set(delays)).toEqual(new Set([2e6, 32e6]))
    const rings = arrived.flatMap(({ message: { payload } }) =>
      payload.kind === 'points' ? [payload.ring!.includes(10)] : [],
    )
    expect(rings).toContain(false)
    expect(rings).toContain(true)
  })
})
