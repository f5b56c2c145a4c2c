import { describe, expect, it } from 'vitest'
import { createForecast, forecast, forecastAt } from '../../../planning/supervisor/forecast.ts'
import { trackedObject } from '../scene-fixtures.ts'
import { keepSpeed, onArc, runSupervisor } from './run-supervisor.ts'

const STRAIGHT = { least: 0, most: 0 }

function positionAfter(time: number, part: Parameters<typeof trackedObject>[0], bend = STRAIGHT) {
  const way = createForecast()
  const pose = { x: 0, y: 0, yaw: 0 }
  forecast(way, trackedObject(part), bend)
  forecastAt(way, time, pose)
  return pose
}

describe('the forecast of a road user', () => {
  it('goes straight on with its velocity', () => {
    expect(positionAfter(2, { position: [10, 3, 0], velocity: [8, -1] })).toMatchObject({ x: 26, y: 1 })
  })

  it('brakes on to a stop, and stands', () => {
    const part = { position: [30, 0, 0], velocity: [8, 0], acceleration: -4 } as const
    expect(positionAfter(1, part).x).toBeCloseTo(36, 9)
    expect(positionAfter(5, part).x).toBeCloseTo(38, 9)
  })

  it.each([
    ['ahead', { position: [20, -3.5, 0], velocity: [15, 0], yawRate: 0.15 }],
    ['oncoming', { position: [60, 3.5, 0], yaw: Math.PI, velocity: [-15, 0], yawRate: -0.15 }],
  ] as const)('follows our bend when its own yaw rate says so: %s', (_name, part) => {
    // A bend to the left of 100 m: both leave the straight line to the left of our axis.
    const { y } = positionAfter(2, part, { least: 0, most: 0.01 })
    expect(y - part.position[1]).toBeCloseTo(100 * (1 - Math.cos(0.3)), 6)
  })

  it('believes no yaw rate that our own way does not know of', () => {
    expect(positionAfter(2, { position: [20, 0, 0], velocity: [10, 0], yawRate: 0.3 }).y).toBeCloseTo(0, 9)
  })

  it('lets one that turns parallel to us go straight on from there', () => {
    const leaving = { position: [50, 5, 0], yaw: 3.3, velocity: [-16.8, -2.7], yawRate: -0.2 } as const
    const { y } = positionAfter(3, leaving)
    expect(y).toBeGreaterThan(3)
    expect(positionAfter(3, { ...leaving, yawRate: 0 }).y).toBeLessThan(-2)
  })

  it('takes no sideways speed that may as well be noise, but for people', () => {
    const covariance = Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25])
    const part = { position: [30, 3, 0], velocity: [10, -0.5], covariance } as const
    expect(positionAfter(3, part).y).toBeCloseTo(3, 9)
    expect(positionAfter(3, { ...part, class: 'pedestrian', velocity: [0, -0.5] }).y).toBeCloseTo(1.5, 9)
  })
})

describe('neighbours in a bend', () => {
  const BEND = 1 / 80
  /** In the lane `offset` m beside ours, `ahead` m along the bend, one way or the other. */
  const neighbour = (offset: number, ahead: number, speed: number) => {
    const turn = BEND * ahead
    const radius = 1 / BEND - offset
    const direction = Math.sign(speed)
    return trackedObject({
      position: [radius * Math.sin(turn), 1 / BEND - radius * Math.cos(turn), 0],
      yaw: direction > 0 ? turn : turn + Math.PI,
      velocity: [speed * Math.cos(turn), speed * Math.sin(turn)],
      yawRate: speed / radius,
    })
  }
  it.each([
    ['beside us on the outside', -3.5, 0, 14],
    ['beside us on the inside', 3.5, 2, 14],
    ['ahead on the outside, slower', -3.5, 20, 8],
    ['that come towards us on the inside', 3.5, 50, -14],
    ['that come towards us on the outside', -3.5, 50, -14],
  ])('are no threat: %s', (_name, offset, ahead, speed) => {
    const { outputs } = runSupervisor({
      seconds: 0.3,
      scene: (stamp) => onArc(stamp, 14, BEND, { objects: [neighbour(offset, ahead, speed)] }),
      plan: (stamp) => keepSpeed(stamp, 14, BEND),
    })
    expect(outputs.map(({ reason }) => reason)).toEqual(outputs.map(() => ''))
  })

  it('in our own lane are', () => {
    const { at } = runSupervisor({
      seconds: 0.3,
      scene: (stamp) => onArc(stamp, 14, BEND, { objects: [neighbour(0, 14, 1)] }),
      plan: (stamp) => keepSpeed(stamp, 14, BEND),
    })
    expect(at(0.3)).toMatchObject({ mode: 'emergency', intervention: 'collision' })
  })
})

describe('people', () => {
  const reasonFor = (part: Parameters<typeof trackedObject>[0], speed: number) =>
    runSupervisor({
      seconds: 0.05,
      scene: (stamp) => onArc(stamp, speed, 0, { objects: [trackedObject(part)] }),
      plan: (stamp) => keepSpeed(stamp, speed),
    }).at(0.05).reason

  it('who walk across may be half a second later than their track says', () => {
    const walking = { class: 'pedestrian', position: [11, 0, 0], size: [0.6, 0.6, 1.8], velocity: [0, 1.5] } as const
    // The car's front is there after 0.7 s, when he is 2.2 or 3.3 m to the left: gone 0.3 or 1 s ago.
    expect(reasonFor({ ...walking, position: [11, 1.1, 0] }, 10)).toMatch(/collision/)
    expect(reasonFor({ ...walking, position: [11, 2.2, 0] }, 10)).toBe('')
    expect(reasonFor({ ...walking, position: [11, 2.2, 0], velocity: [0, 0] }, 10)).toBe('')
  })

  it('who cycle towards us keep some room beside them, as a post does not', () => {
    const cycling = { class: 'cyclist', position: [6, -1.5, 0], size: [1.8, 0.6, 1.7] } as const
    expect(reasonFor({ ...cycling, yaw: Math.PI, velocity: [-4, 0] }, 2)).toMatch(/collision/)
    expect(reasonFor({ ...cycling, velocity: [0, 0] }, 2)).toBe('')
  })
})
