import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPerception, perceive } from '../../perception/perceive.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { TOYOTA_RAV4 } from '../../src/common/vehicle/toyota-rav4.ts'
import type { Message, Payload } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import { canFrames, frameMaker, type HandMadeFrame } from './can-frames.ts'

/** Feeds messages to one perception and collects what comes out. */
function run(vehicle: typeof TOYOTA_RAV4, messages: readonly Message[]) {
  const state = createPerception(vehicle)
  const results = messages.map((message) => perceive(state, message, message.stamp))
  return {
    observations: results.flatMap(({ output }) => output),
    codes: results.flatMap(({ warnings }) => warnings.map(({ code }) => code)),
    warnings: results.flatMap(({ warnings }) => warnings),
    counts: state.can.counts,
  }
}

const message = (topic: string, payload: Payload): Message => ({ topic, stamp: 5, arrival: 5, sequence: 7, payload })
const only = <K extends Observation['kind']>(observations: readonly Observation[], kind: K) =>
  observations.filter((observation): observation is Extract<Observation, { kind: K }> => observation.kind === kind)

describe("the car's own CAN frames", () => {
  const { frame, message: canMessage } = frameMaker(TOYOTA_RAV4)

  const wheels = (values: Readonly<Record<string, number>> = {}) =>
    frame('0', 'WHEEL_SPEEDS', {
      WHEEL_SPEED_FL: 36,
      WHEEL_SPEED_FR: 36,
      WHEEL_SPEED_RL: 36,
      WHEEL_SPEED_RR: 36,
      ...values,
    })

  it('become wheel speeds, steering at the front wheels and yaw rate, in SI', () => {
    const { observations, codes } = run(TOYOTA_RAV4, [
      canMessage('0', [
        wheels({ WHEEL_SPEED_FR: 37.8, WHEEL_SPEED_RL: 35.99, WHEEL_SPEED_RR: -7.2 }),
        frame('0', 'STEER_ANGLE_SENSOR', { STEER_ANGLE: -15, STEER_FRACTION: 0.4, STEER_RATE: 20 }),
        frame('0', 'KINEMATICS', { YAW_RATE: -125 + 0.244 * 550 }),
      ]),
    ])
    expect(codes).toEqual([])
    const [speeds, steering, yaw] = [
      only(observations, 'wheel-speeds')[0]!,
      only(observations, 'steering')[0]!,
      only(observations, 'yaw-rate')[0]!,
    ]
    expect(speeds.frontLeft).toBeCloseTo(10, 9)
    expect(speeds.frontRight).toBeCloseTo(10.5, 9)
    expect(speeds.rearLeft).toBeCloseTo(35.99 / 3.6, 9)
    expect(speeds.rearRight).toBeCloseTo(-2, 9)
    expect(steering.frontWheelAngle).toBeCloseTo((-14.6 * Math.PI) / 180 / 16.88, 12)
    expect(steering.frontWheelAngleRate).toBeCloseTo((20 * Math.PI) / 180 / 16.88, 12)
    expect(yaw.yawRate).toBeCloseTo((9.2 * Math.PI) / 180, 9)
  })

  it('with a wrong checksum are dropped and reported', () => {
    const bad = frame('0', 'STEER_ANGLE_SENSOR', { STEER_ANGLE: 3 })
    bad.data[1]! ^= 1
    const { observations, codes, counts } = run(TOYOTA_RAV4, [canMessage('0', [bad])])
    expect(observations).toEqual([])
    expect(codes).toEqual(['can-checksum'])
    expect(counts).toMatchObject({ frames: 1, bad: 1, sound: 0 })
  })

  it('that are too short are dropped and reported, also when the message claims more bytes than it has', () => {
    const whole = wheels()
    const short = canMessage('0', [{ id: whole.id, data: whole.data.slice(0, 5) }])
    const payload = { ...canFrames('0', [whole]), data: whole.data.slice(0, 3) }
    const { observations, codes } = run(TOYOTA_RAV4, [short, message('/can/0', payload)])
    expect(observations).toEqual([])
    expect(codes).toEqual(['can-short', 'can-short'])
  })

  it('with a value that no car reaches, or a fault bit, are dropped and reported', () => {
    const { observations, codes, warnings } = run(TOYOTA_RAV4, [
      canMessage('0', [wheels({ WHEEL_SPEED_RR: 900 })]),
      canMessage('0', [frame('0', 'KINEMATICS', { YAW_RATE: 124.5 })]),
      canMessage('0', [wheels({ WHEEL_SPEED_RL_FAULT: 1 })]),
    ])
    expect(observations).toEqual([])
    expect(codes).toEqual(['can-range', 'can-range', 'can-fault'])
    expect(warnings.map(({ detail }) => detail.split(' ')[1])).toEqual([
      'WHEEL_SPEEDS.WHEEL_SPEED_RR',
      'KINEMATICS.YAW_RATE',
      'WHEEL_SPEEDS.WHEEL_SPEED_RL_FAULT',
    ])
  })

  it('of unknown ids are counted, and of buses that nobody measured not even looked at', () => {
    const known = wheels()
    const unused = frame('0', 'SPEED', { SPEED: 36 })
    const { observations, counts, codes } = run(TOYOTA_RAV4, [
      canMessage('0', [{ id: 0x700, data: new Uint8Array(8) }, unused, known]),
      message('/can/128', canFrames('128', [known])),
    ])
    expect(observations).toHaveLength(1)
    expect(codes).toEqual([])
    expect(counts).toEqual({ frames: 3, unknown: 1, unused: 1, sound: 1, bad: 0, ignored: 1 })
  })

  it('without a finite stamp are dropped', () => {
    const payload = { ...canFrames('0', [wheels()]), stamps: Float64Array.of(Number.NaN) }
    const { observations, codes } = run(TOYOTA_RAV4, [message('/can/0', payload)])
    expect(observations).toEqual([])
    expect(codes).toEqual(['can-stamp'])
  })

  it('carry sequences that depend on the message and the place in it alone', () => {
    const burst = [wheels(), wheels()]
    const [first, second] = [canMessage('0', burst), canMessage('0', burst)]
    const sequences = (messages: Message[]) => run(TOYOTA_RAV4, messages).observations.map(({ sequence }) => sequence)
    const whole = sequences([first, second])
    expect(new Set(whole).size).toBe(4)
    expect([...whole].sort((a, b) => a - b)).toEqual(whole)
    expect(sequences([second])).toEqual(whole.slice(2))
  })

  it('never make it throw, whatever the bytes are', () => {
    const ids = fc.constantFrom(0x24, 0x25, 0xaa, 0x210, 0x21f, 0x7ff)
    const frames = fc.array(fc.record({ id: ids, data: fc.uint8Array({ maxLength: 64 }) }), { maxLength: 40 })
    fc.assert(
      fc.property(fc.constantFrom('0', '1', '2'), frames, (bus, list) => {
        const { observations } = run(TOYOTA_RAV4, [canMessage(bus, list)])
        for (const observation of only(observations, 'wheel-speeds')) {
          expect(Number.isFinite(observation.frontLeft)).toBe(true)
        }
      }),
    )
  })
})

describe('a message with a counter', () => {
  const { frame, message: canMessage } = frameMaker(GENERIC_CAR)
  const steering = (counter: number) => frame('0', 'STEERING', { WHEEL_ANGLE: 3, COUNTER: counter })

  it('is dropped when it repeats, and kept with a warning when frames before it are missing', () => {
    const messages = [14, 15, 0, 0, 3].map((counter) => canMessage('0', [steering(counter)]))
    const { observations, codes } = run(GENERIC_CAR, messages)
    expect(observations).toHaveLength(4)
    expect(codes).toEqual(['can-repeated', 'can-gap'])
  })

  it('is dropped when its CRC is wrong', () => {
    const bad = steering(1)
    bad.data[0]! ^= 0x10
    expect(run(GENERIC_CAR, [canMessage('0', [bad])]).codes).toEqual(['can-checksum'])
  })
})

describe('a radar that speaks CAN', () => {
  const { frame, message: canMessage } = frameMaker(TOYOTA_RAV4)
  const slot = (index: number, counter: number, target?: { x: number; right: number; rate: number; isNew?: boolean }) =>
    frame('1', `TRACK_A_${index}`, {
      COUNTER: counter,
      ...(target && {
        LONG_DIST: target.x,
        LAT_DIST: target.right,
        REL_SPEED: target.rate,
        VALID: 1,
        NEW_TRACK: target.isNew ? 1 : 0,
      }),
    })
  const cycle = (
    counter: number,
    targets: Record<number, { x: number; right: number; rate: number; isNew?: boolean }>,
  ) => Array.from({ length: 16 }, (_, index) => slot(index, counter, targets[index]))

  it('gives one scan a cycle in polar coordinates, left positive, whatever the order of its frames', () => {
    const frames = cycle(9, { 2: { x: 40, right: -3, rate: -2.5, isNew: true }, 5: { x: 10, right: 2, rate: 1 } })
    const { observations, codes } = run(TOYOTA_RAV4, [
      canMessage('1', frames.slice(0, 6).reverse(), 100),
      canMessage('1', frames.slice(6), 200),
    ])
    expect(codes).toEqual([])
    expect(observations).toHaveLength(1)
    const scan = only(observations, 'radar')[0]!
    expect(scan).toMatchObject({ sensor: 'radar/front', stamp: 200 })
    expect(scan.detections.map(({ slot: index, isNewInSlot }) => [index, isNewInSlot])).toEqual([
      [2, true],
      [5, false],
    ])
    const [far, near] = scan.detections
    expect(far!.range).toBeCloseTo(Math.hypot(40, 3), 9)
    expect(far!.azimuth).toBeCloseTo(Math.atan2(3, 40), 9)
    expect(far!.rangeRate).toBeCloseTo(-2.5, 9)
    expect(near!.azimuth).toBeLessThan(0)
  })

  it('gives a scan also when it sees nothing', () => {
    const { observations } = run(TOYOTA_RAV4, [canMessage('1', cycle(1, {}))])
    expect(only(observations, 'radar').map(({ detections }) => detections)).toEqual([[]])
  })

  it('gives what it has, with a warning, when slots are missing at the next cycle', () => {
    const first = cycle(1, { 3: { x: 20, right: 0, rate: 0 } }).slice(0, 10)
    const { observations, codes } = run(TOYOTA_RAV4, [canMessage('1', first), canMessage('1', cycle(2, {}))])
    expect(codes).toEqual(['radar-cycle-incomplete'])
    expect(only(observations, 'radar').map(({ detections }) => detections.length)).toEqual([1, 0])
  })

  it('takes a slot with a bad checksum as empty', () => {
    const frames = cycle(1, { 0: { x: 30, right: 0, rate: 0 }, 4: { x: 20, right: 0, rate: 0 } })
    frames[4]!.data[2]! ^= 4
    const { observations, codes } = run(TOYOTA_RAV4, [canMessage('1', frames)])
    expect(codes).toEqual(['can-checksum'])
    expect(only(observations, 'radar').map(({ detections }) => detections.map(({ slot: i }) => i))).toEqual([[0]])
  })

  it('that repeats a frozen cycle gives no second scan', () => {
    const frames: HandMadeFrame[] = cycle(1, { 0: { x: 30, right: 0, rate: 0 } })
    const { observations, codes } = run(TOYOTA_RAV4, [canMessage('1', frames), canMessage('1', frames)])
    expect(observations).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['radar-slot-repeated']))
  })
})

describe('other sensors', () => {
  const fix = {
    kind: 'gnss',
    latitude: 0.6,
    longitude: -2,
    altitude: 30,
    positionVariance: [1, 1, 4],
    speed: 10,
    course: 1,
  } as const
  const sample = { kind: 'imu', acceleration: [0, 0, 9.8], angularVelocity: [0, 0, 0.1] } as const
  const detection = {
    range: 20,
    rangeStandardDeviation: 0.2,
    azimuth: 0.1,
    azimuthStandardDeviation: 0.01,
    elevation: Number.NaN,
    elevationStandardDeviation: Number.NaN,
    rangeRate: -1,
    rangeRateStandardDeviation: 0.1,
    radarCrossSection: Number.NaN,
    slot: -1,
    isNewInSlot: false,
  }

  it('are passed on with their stamp and sequence', () => {
    const { observations, codes } = run(GENERIC_CAR, [
      message('/imu', sample),
      message('/gnss/fix', fix),
      message('/radar/left/scan', { kind: 'radar', sensor: 'left', detections: [detection] }),
    ])
    expect(codes).toEqual([])
    expect(observations.map(({ kind, sensor, stamp, sequence }) => [kind, sensor, stamp, sequence])).toEqual([
      ['imu', 'imu', 5, 7],
      ['gnss', 'gnss', 5, 7],
      ['radar', 'radar/left', 5, 7],
    ])
  })

  it('with NaN, a negative variance or an impossible value are dropped and reported', () => {
    const { observations, codes } = run(GENERIC_CAR, [
      message('/imu', { ...sample, angularVelocity: [0, Number.NaN, 0] }),
      message('/imu', { ...sample, acceleration: [Number.POSITIVE_INFINITY, 0, 0] }),
      message('/gnss/fix', { ...fix, latitude: Number.NaN }),
      message('/gnss/fix', { ...fix, latitude: 0, longitude: 0 }),
      message('/gnss/fix', { ...fix, positionVariance: [-1, 1, 1] }),
      message('/gnss/fix', { ...fix, speed: -3 }),
    ])
    expect(observations).toEqual([])
    expect(codes).toEqual(['imu-value', 'imu-value', 'gnss-value', 'gnss-value', 'gnss-value', 'gnss-value'])
  })

  it('lose only the detection that is unusable', () => {
    const bad = { ...detection, rangeStandardDeviation: -1 }
    const { observations, codes } = run(GENERIC_CAR, [
      message('/radar/left/scan', { kind: 'radar', sensor: 'left', detections: [bad, detection] }),
    ])
    expect(only(observations, 'radar')[0]!.detections).toEqual([detection])
    expect(codes).toEqual(['radar-value'])
  })

  it('that do not report everything are passed on with NaN', () => {
    const none: readonly [number, number, number] = [Number.NaN, Number.NaN, Number.NaN]
    const unknown = { speed: Number.NaN, course: Number.NaN, positionVariance: none }
    const { observations, codes } = run(GENERIC_CAR, [
      message('/gnss/fix', { ...fix, ...unknown }),
      message('/imu', { ...sample, acceleration: none }),
    ])
    expect(codes).toEqual([])
    expect(observations).toHaveLength(2)
  })

  it('that carry ground truth are never looked at', () => {
    const truth = { kind: 'objects-truth', objects: [] } as const
    expect(run(GENERIC_CAR, [message('/truth/objects', truth)]).observations).toEqual([])
  })
})

describe('a vehicle table', () => {
  it('that names a message or signal its DBC does not have is refused with the names', () => {
    const [group] = TOYOTA_RAV4.signals
    expect(() => createPerception({ ...TOYOTA_RAV4, signals: [{ ...group!, message: 'WHEELS' }] })).toThrow(
      /expected a message WHEELS in toyota-rav4\/0/,
    )
    expect(() => createPerception({ ...TOYOTA_RAV4, signals: [{ ...group!, faults: ['NONE'] }] })).toThrow(/NONE/)
  })
})
