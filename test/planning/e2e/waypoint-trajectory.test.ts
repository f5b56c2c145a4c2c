import { describe, expect, it } from 'vitest'
import { waypointTrajectory } from '../../../planning/e2e/waypoint-trajectory.ts'
import type { Waypoint, Waypoints } from '../../../src/common/manifest/decoders/waypoints.ts'
import { noise } from '../../networks/small-network.ts'

const EGO = { position: [0, 0, 0], yaw: 0 } as const
const TIMES = Array.from({ length: 8 }, (_, i) => 0.5 * (i + 1))

/** The rear axle's pose on a left circle of radius 50 m at 10 m/s. */
function onCircle(time: number) {
  const yaw = (10 * time) / 50
  return { x: 50 * Math.sin(yaw), y: 50 - 50 * Math.cos(yaw), yaw }
}

const path = (points: readonly Partial<Waypoint>[], frame: Waypoints['frame'] = 'ego'): Waypoints => ({
  kind: 'waypoints',
  frame,
  points: points.map((point, i) => ({ time: TIMES[i]!, x: 0, y: 0, yaw: null, speed: null, ...point })),
})

describe('a path of a network as a plan', () => {
  it('has the speed, heading and curvature of the path, though only places were given', () => {
    const plan = waypointTrajectory(path(TIMES.map((time) => ({ x: onCircle(time).x, y: onCircle(time).y }))), EGO, 10)
    expect(plan.map(({ time }) => time.toFixed(1))).toEqual(Array.from({ length: 21 }, (_, i) => (0.2 * i).toFixed(1)))
    expect(plan[0]).toMatchObject({ x: 0, y: 0, yaw: 0 })
    for (const point of plan) {
      const truth = onCircle(point.time)
      expect(Math.hypot(point.x - truth.x, point.y - truth.y)).toBeLessThan(0.1)
      expect(point.speed).toBeCloseTo(10, 0)
      expect(Math.abs(point.acceleration)).toBeLessThan(0.6)
    }
    for (const point of plan.slice(3, -3)) {
      expect(Math.abs(point.yaw - onCircle(point.time).yaw)).toBeLessThan(0.02)
      expect(Math.abs(point.curvature - 0.02)).toBeLessThan(0.003)
    }
  })

  it('is smoother than the noise of its points', () => {
    const shaken = noise(2 * TIMES.length, 3)
    const points = TIMES.map((time, i) => ({ x: 10 * time + 0.1 * shaken[2 * i]!, y: 0.1 * shaken[2 * i + 1]! }))
    const plan = waypointTrajectory(path(points), EGO, 10)
    // Differences of the points alone would make ±0.28 m/s in 0.5 s of it.
    for (const { speed, acceleration, curvature } of plan) {
      expect(Math.abs(speed - 10)).toBeLessThan(0.4)
      expect(Math.abs(acceleration)).toBeLessThan(1.2)
      expect(Math.abs(curvature)).toBeLessThan(0.02)
    }
  })

  it('is of the rear axle, where the network speaks of the camera', () => {
    // The camera sits 2 m ahead of the axle, half a metre to the right, and looks 5° to the left.
    const camera = { position: [2, -0.5, 1.4], yaw: 5 * (Math.PI / 180) } as const
    const points = TIMES.map((time) => {
      const { x, y, yaw } = onCircle(time)
      const place = {
        x: x + 2 * Math.cos(yaw) + 0.5 * Math.sin(yaw) - 2,
        y: y + 2 * Math.sin(yaw) - 0.5 * Math.cos(yaw) + 0.5,
      }
      const [cos, sin] = [Math.cos(camera.yaw), Math.sin(camera.yaw)]
      return { x: cos * place.x + sin * place.y, y: -sin * place.x + cos * place.y, yaw }
    })
    for (const point of waypointTrajectory(path(points, 'camera'), camera, 10)) {
      const truth = onCircle(point.time)
      expect(Math.hypot(point.x - truth.x, point.y - truth.y)).toBeLessThan(0.05)
    }
  })

  it('takes headings and speeds that the network says', () => {
    const plan = waypointTrajectory(path(TIMES.map((time) => ({ ...onCircle(time), speed: 10 }))), EGO, 10)
    for (const { time, x, y, yaw } of plan) {
      const truth = onCircle(time)
      expect(Math.hypot(x - truth.x, y - truth.y)).toBeLessThan(0.01)
      expect(Math.abs(yaw - truth.yaw)).toBeLessThan(0.005)
    }
  })

  it('stands where the network stands', () => {
    for (const { x, y, yaw, speed, curvature } of waypointTrajectory(path(TIMES.map(() => ({}))), EGO, 0)) {
      expect([x, y, yaw, speed, curvature].map(Math.abs)).toEqual([0, 0, 0, 0, 0])
    }
  })

  it('is none where a number is none', () => {
    const points = TIMES.map((time) => ({ x: 10 * time }))
    expect(waypointTrajectory(path([...points.slice(0, 7), { x: Number.NaN }]), EGO, 10)).toEqual([])
    expect(
      waypointTrajectory(path([...points.slice(0, 7), { x: 40, yaw: Number.POSITIVE_INFINITY }]), EGO, 10),
    ).toEqual([])
  })
})
