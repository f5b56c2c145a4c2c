import { geodeticFromEnu } from '../src/common/geodesy/local-frame.ts'
import { Random } from '../src/common/random/xoshiro.ts'
import { type EncodedFrame, FrameEncoder } from '../src/common/vehicle/frame-encoder.ts'
import { GENERIC_CAR } from '../src/common/vehicle/generic-car.ts'
import type { CanFrames, Message, ObjectsTruth, Payload, PoseTruth } from '../src/core/messages.ts'
import type { Source } from '../src/core/ports.ts'
import { stampFromSeconds } from '../src/core/time.ts'
import type { Recording } from './recording.ts'
import { SYNTHETIC_FRAME, SyntheticGnss } from './synthetic-gnss.ts'
import { imuSample, motion, radarScan, steering, wheelSpeeds } from './synthetic-sensors.ts'
import { simulateTraffic, TRAFFIC_STEP, type TrafficState } from './synthetic-traffic.ts'
import { vehicleMessage } from './vehicle-message.ts'

export interface SyntheticDriveOptions {
  /** Same seed, same bits. */
  readonly seed?: number
  /** s, at most 60: then the road ends. */
  readonly duration?: number
}

const DEFAULT_SEED = 1
const DEFAULT_DURATION = 30
/** s; every sensor starts a step later than the one before, so that few stamps are equal. */
const PERIODS = { can: 0.01, imu: 0.01, radar: 0.05, gnss: 0.1, ego: 0.02, objects: 0.05 } as const
/** s from measurement to arrival, by topic: mean; a fifth of it is jitter. Assumed. */
const LATENCY: Readonly<Record<string, number>> = {
  '/can/0': 0.002,
  '/imu': 0.002,
  '/radar/front/scan': 0.05,
  '/gnss/fix': 0.08,
}
const JITTER = 0.2

/**
 * A short drive that needs no data: CAN through the generic car's DBC, radar, GNSS, IMU and ground truth. Ego follows a
 * winding road behind a lead that brakes. Deterministic; messages come in order of arrival.
 */
export function syntheticDrive(options: SyntheticDriveOptions = {}): Recording {
  const { seed = DEFAULT_SEED, duration = DEFAULT_DURATION } = options
  if (!(duration > 0 && duration <= 60)) throw new RangeError(`expected a duration in (0, 60] s, found ${duration}`)
  return {
    source: `synthetic drive, seed ${seed}`,
    // 2024-01-01 00:00:00 UTC: any fixed moment.
    originNanoseconds: 1_704_067_200_000_000_000n,
    timeScale: 'unix',
    vehicle: GENERIC_CAR,
    messages: inOrderOfArrival([vehicleMessage(GENERIC_CAR, 0), ...measurements(seed, duration)]),
    messageCount: null,
    warnings: [],
  }
}

/** The same as a source for the pipeline, without a file. */
export function syntheticSource(options: SyntheticDriveOptions = {}, batchSize = 256): Source {
  return {
    name: 'synthetic drive',
    async *messages() {
      const messages = [...syntheticDrive(options).messages]
      for (let i = 0; i < messages.length; i += batchSize) yield messages.slice(i, i + batchSize)
    },
  }
}

function inOrderOfArrival(messages: readonly Message[]): readonly Message[] {
  return [...messages].sort((a, b) => a.arrival - b.arrival || a.stamp - b.stamp || (a.topic < b.topic ? -1 : 1))
}

/** In order of measurement. */
function* measurements(seed: number, duration: number): Generator<Message> {
  // One stream a sensor: a change to one leaves the others' noise as it was.
  const random = (sensor: number) => new Random(seed * 16 + sensor)
  const [canNoise, imuNoise, radarNoise, jitter] = [random(0), random(1), random(2), random(4)]
  const gnss = new SyntheticGnss(random(3))
  const encoder = new FrameEncoder(GENERIC_CAR, '0')
  const sequences = new Map<string, number>()
  let frontWheelAngle = Number.NaN
  const message = (topic: string, time: number, payload: Payload): Message => {
    const stamp = stampFromSeconds(time)
    const latency = (LATENCY[topic] ?? 0) * (1 + JITTER * jitter.between(-1, 1))
    const sequence = sequences.get(topic) ?? 0
    sequences.set(topic, sequence + 1)
    return { topic, stamp, arrival: stamp + stampFromSeconds(latency), sequence, payload }
  }
  for (const state of simulateTraffic(duration)) {
    const { time, ego } = state
    if (isDue(time, PERIODS.ego, 0)) yield message('/truth/ego', time, egoTruth(state))
    if (isDue(time, PERIODS.objects, 0)) yield message('/truth/objects', time, objectsTruth(state))
    if (isDue(time, PERIODS.can, 0)) {
      const angle = Math.atan(GENERIC_CAR.geometry.wheelbase * ego.curvature)
      const rate = Number.isNaN(frontWheelAngle) ? 0 : (angle - frontWheelAngle) / PERIODS.can
      frontWheelAngle = angle
      yield message('/can/0', time, canBurst(encoder, state, rate, canNoise))
    }
    if (isDue(time, PERIODS.imu, 1)) yield message('/imu', time, imuSample(ego, imuNoise))
    if (isDue(time, PERIODS.radar, 3)) yield message('/radar/front/scan', time, radarScan(state, radarNoise))
    if (isDue(time, PERIODS.gnss, 7)) yield message('/gnss/fix', time, gnss.fix(ego, PERIODS.gnss))
  }
}

/** Every `period`, `phase` simulation steps after its beginning. */
function isDue(time: number, period: number, phase: number): boolean {
  return (Math.round(time / TRAFFIC_STEP) - phase) % Math.round(period / TRAFFIC_STEP) === 0
}

/** m/s² at full pedal; the pedals are for people who read the log. */
const FULL_ACCELERATION = 4
const FULL_BRAKING = 8
const DRIVER_PERIOD = 0.05
const GEAR_DRIVE = 3

function canBurst(encoder: FrameEncoder, { time, ego }: TrafficState, rate: number, random: Random): CanFrames {
  const frames = [
    encoder.encode('WHEEL_SPEEDS', wheelSpeeds(ego, random)),
    encoder.encode('STEERING', steering(ego, rate, random)),
    encoder.encode('MOTION', motion(ego, random)),
  ]
  if (isDue(time, DRIVER_PERIOD, 0)) {
    const ACCELERATOR = Math.max(0, (100 * ego.acceleration) / FULL_ACCELERATION)
    const BRAKE = Math.max(0, (-100 * ego.acceleration) / FULL_BRAKING)
    frames.push(encoder.encode('DRIVER', { ACCELERATOR, BRAKE, GEAR: GEAR_DRIVE }))
  }
  return canFrames('0', frames)
}

function canFrames(bus: string, frames: readonly EncodedFrame[]): CanFrames {
  const offsets = new Uint32Array(frames.length + 1)
  for (const [i, { data }] of frames.entries()) offsets[i + 1] = offsets[i]! + data.length
  const data = new Uint8Array(offsets[frames.length]!)
  for (const [i, frame] of frames.entries()) data.set(frame.data, offsets[i]!)
  return { kind: 'can', bus, ids: Uint32Array.from(frames, ({ id }) => id), offsets, data, stamps: null }
}

function egoTruth({ ego }: TrafficState): PoseTruth {
  const position = [ego.x, ego.y, 0] as const
  return {
    kind: 'pose-truth',
    ...geodeticFromEnu(SYNTHETIC_FRAME, position),
    position,
    orientation: [0, 0, Math.sin(ego.yaw / 2), Math.cos(ego.yaw / 2)],
    velocity: [ego.speed * Math.cos(ego.yaw), ego.speed * Math.sin(ego.yaw), 0],
    referencePoint: 'ego',
  }
}

function objectsTruth({ others }: TrafficState): ObjectsTruth {
  return {
    kind: 'objects-truth',
    objects: others.map(({ id, x, y, yaw, speed, length, width, height }) => ({
      id,
      class: 'car',
      position: [x, y, height / 2],
      yaw,
      velocity: [speed * Math.cos(yaw), speed * Math.sin(yaw), 0],
      size: [length, width, height],
    })),
  }
}
