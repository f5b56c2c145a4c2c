import { describe, expect, it } from 'vitest'
import {
  AUXILIARY_GRID,
  AUXILIARY_MAPS,
  AUXILIARY_SHAPE,
  drawAuxiliaryMaps,
} from '../../../planning/training/recipes/planner/auxiliary-maps.ts'
import { Surroundings, writeObjects } from '../../../planning/training/recipes/planner/surroundings.ts'
import {
  OBJECT_LIMIT,
  OBJECT_STRIDE,
  OBJECT_VALUES,
  ROAD_GRID,
  ROAD_SHAPE,
} from '../../../planning/training/recipes/planner/surroundings-layout.ts'
import { createPose } from '../../../src/common/map/reference-line.ts'
import { createAgentStates } from '../../../src/common/scoring/agent-states.ts'
import type { PlanContext } from '../../../src/common/scoring/scoring-context.ts'
import { buildEpisode } from '../../../src/simulation/scenarios/build-episode.ts'

const { index, route } = buildEpisode({ seed: 3, world: 'rural-road' })
/** On the route, 40 m after its beginning. */
const pose = createPose()
route.line.poseAt(40, pose)
const [cos, sin] = [Math.cos(pose.heading), Math.sin(pose.heading)]
const worldOf = (x: number, y: number) => [pose.x + cos * x - sin * y, pose.y + sin * x + cos * y] as const

function moment(): PlanContext {
  // A car 20 m ahead that goes to the left by 1 m/s, one 10 m behind that is gone after 1 s, and one out of sight.
  const agents = createAgentStates(['car', 'pedestrian', 'car'], 60)
  for (let step = 0; step < agents.steps; step++) {
    const places = [worldOf(20, 0.1 * step), worldOf(-10, -3), worldOf(400, 0)]
    for (const [agent, [x, y]] of places.entries()) {
      const at = agent * agents.steps + step
      agents.x[at] = agent === 1 && step > 5 ? Number.NaN : x
      agents.y[at] = y
      agents.yaw[at] = pose.heading
      agents.velocityX[at] = -sin
      agents.velocityY[at] = cos
    }
  }
  agents.length.fill(4)
  agents.width.fill(2)
  const outline = Float64Array.from([worldOf(30, -3), worldOf(34, -3), worldOf(34, 3), worldOf(30, 3)].flat())
  const area = { lane: 0, outline, heading: pose.heading }
  return {
    road: index,
    route,
    vehicle: {} as PlanContext['vehicle'],
    start: Float64Array.from([pose.x, pose.y, pose.heading, 0, 0, 0, 0]),
    agents,
    redLights: [
      { ...area, isRed: Uint8Array.from([1]) },
      { ...area, outline: outline.map((value) => value + 15), isRed: Uint8Array.from([0]) },
    ],
    referenceProgress: null,
    history: null,
    previous: null,
  }
}

function roadOf(context: PlanContext): Uint8Array {
  const road = new Uint8Array(ROAD_SHAPE.reduce((a, b) => a * b, 1))
  new Surroundings(index, index.map).drawRoad(context, road)
  return road
}

const roadAt = (road: Uint8Array, map: number, x: number, y: number) => {
  const { rows, columns, cell, rear, left } = ROAD_GRID
  return road[(map * rows + Math.floor((left - y) / cell)) * columns + Math.floor((x - rear) / cell)]!
}

describe('what surrounds the car', () => {
  it('is the road as the map has it, in the frame of the car', () => {
    const road = roadOf(moment())
    let [drivable, lines] = [0, 0]
    for (let x = -31.5; x < 96; x++) {
      for (let y = -31.5; y < 32; y++) {
        const share = [-0.25, 0.25].flatMap((dx) =>
          [-0.25, 0.25].map((dy) => (index.isDrivable(...worldOf(x + dx, y + dy)) ? 1 : 0) as number),
        )
        expect(roadAt(road, 0, x, y)).toBe(Math.round((255 * share.reduce((a, b) => a + b)) / 4))
        drivable += share[0]!
        lines += roadAt(road, 1, x, y) / 255
      }
    }
    expect(drivable).toBeGreaterThan(500)
    expect(lines).toBeGreaterThan(100)
    expect(roadAt(road, 0, 2.5, 0.5)).toBe(255)
  })

  it('is red where a light forbids to enter now, and nowhere else', () => {
    const red = roadOf(moment()).subarray(2 * ROAD_GRID.rows * ROAD_GRID.columns)
    expect(red.filter((value) => value > 0).length).toBe(4 * 6)
    expect(roadAt(red, 0, 32.5, 0.5)).toBe(255)
  })

  it('is the objects that are there, nearest first, with where they will be', () => {
    const objects = new Float32Array(OBJECT_LIMIT * OBJECT_STRIDE).fill(7)
    writeObjects(moment(), objects)
    const row = (i: number) => objects.subarray(i * OBJECT_STRIDE, (i + 1) * OBJECT_STRIDE)
    expect(row(0)[OBJECT_VALUES.poses]).toBeCloseTo(-10, 4)
    expect(row(0)[OBJECT_VALUES.poses + 3]).toBeNaN()
    const { velocityX, velocityY, poses } = OBJECT_VALUES
    expect(row(1)[velocityX]).toBeCloseTo(0, 5)
    expect(row(1)[velocityY]).toBeCloseTo(1, 5)
    ;[20, 0, 0, 20, 1, 0, 20, 2, 0, 20, 3, 0, 20, 4, 0].forEach((value, i) => {
      expect(row(1)[poses + i]).toBeCloseTo(value, 4)
    })
    expect(row(2).every((value) => value === 0)).toBe(true)
  })

  it('is drawn for the network: each box where it will be, and thin things do not vanish', () => {
    const objects = new Float32Array(OBJECT_LIMIT * OBJECT_STRIDE)
    const context = moment()
    writeObjects(context, objects)
    const maps = new Uint8Array(AUXILIARY_SHAPE.reduce((a, b) => a * b, 1))
    drawAuxiliaryMaps(roadOf(context), objects, false, maps)
    const { rows, columns, cell, rear, left } = AUXILIARY_GRID
    const at = (name: string, x: number, y: number) => {
      const place = Math.floor((left - y) / cell) * columns + Math.floor((x - rear) / cell)
      return maps[AUXILIARY_MAPS.indexOf(name) * rows * columns + place]!
    }
    expect(at('occupied-0', 20, 0.5)).toBe(255)
    expect(at('occupied-0', -10, -3)).toBe(255)
    expect(at('occupied-1', -10, -3)).toBe(0)
    expect(at('occupied-4', 20, 4)).toBe(255)
    expect(at('occupied-4', 20, -1)).toBe(0)
    expect(at('red-lights', 33, 1)).toBe(255)
    const lines = maps.subarray(rows * columns, 2 * rows * columns)
    expect(lines.filter((value) => value === 255).length).toBeGreaterThan(50)
  })
})
