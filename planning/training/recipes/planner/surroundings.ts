import type { LaneMap, Polygon, Polyline } from '../../../../src/common/map/lane-map.ts'
import { emptyBounds, growBounds, outlineContains } from '../../../../src/common/map/outline.ts'
import { paintedLines } from '../../../../src/common/map/painted-lines.ts'
import { STATE } from '../../../../src/common/scoring/motion-states.ts'
import type { PlanContext, ScoringRoad } from '../../../../src/common/scoring/scoring-context.ts'
import { OBJECT_CLASSES } from '../../../../src/core/messages.ts'
import {
  OBJECT_LIMIT,
  OBJECT_STRIDE,
  OBJECT_TIMES,
  OBJECT_VALUES,
  ROAD_GRID,
  ROAD_MAPS,
  ROAD_SHAPE,
} from './surroundings-layout.ts'

/** Bytes of one map. */
const MAP = ROAD_GRID.rows * ROAD_GRID.columns
/** m between two places of a painted line that are marked. */
const LINE_STEP = 0.4
/** m from the cell's middle to the four places that stand for it. */
const QUARTER = ROAD_GRID.cell / 4
/** m around the car within which objects are told, nearest first. */
const OBJECT_REACH = 110

/**
 * Draws what truly surrounds the car at a moment of a drive, which training may ask of a network beside its plan: the road
 * from above and the objects, now and later.
 */
export class Surroundings {
  readonly #road: ScoringRoad
  readonly #lines: readonly { readonly line: Polyline; readonly bounds: readonly number[] }[]
  readonly #point = new Float64Array(2)

  constructor(road: ScoringRoad, map: LaneMap) {
    this.#road = road
    this.#lines = paintedLines(map).map(({ line }) => ({ line, bounds: boundsOf(line) }))
  }

  /** {@link ROAD_MAPS} around the moment's start as bytes, 255 for 1, into `out` of the size of {@link ROAD_SHAPE}. */
  drawRoad({ start, redLights }: PlanContext, out: Uint8Array): void {
    out.fill(0)
    const frame = frameOf(start)
    this.#drawDrivable(frame, out.subarray(0, MAP))
    this.#drawLines(frame, out.subarray(MAP, 2 * MAP))
    const red = out.subarray(2 * MAP, 3 * MAP)
    for (const area of redLights ?? []) if (area.isRed[0] === 1) drawArea(frame, area.outline, red)
  }

  /** Four places a cell: a share in quarters. */
  #drawDrivable(frame: Frame, out: Uint8Array): void {
    for (let cell = 0; cell < MAP; cell++) {
      let hits = 0
      for (let corner = 0; corner < 4; corner++) {
        const x = cellX(cell) + (corner & 1 ? QUARTER : -QUARTER)
        const y = cellY(cell) + (corner & 2 ? QUARTER : -QUARTER)
        this.#point[0] = worldX(frame, x, y)
        this.#point[1] = worldY(frame, x, y)
        if (this.#road.areDrivable(this.#point, 0, 1)) hits++
      }
      out[cell] = Math.round((255 * hits) / 4)
    }
  }

  #drawLines(frame: Frame, out: Uint8Array): void {
    const { x, y } = frame
    for (const { line, bounds } of this.#lines) {
      const isNear =
        bounds[0]! < x + OBJECT_REACH &&
        bounds[2]! > x - OBJECT_REACH &&
        bounds[1]! < y + OBJECT_REACH &&
        bounds[3]! > y - OBJECT_REACH
      if (isNear) drawLine(frame, line, out)
    }
  }
}

/**
 * The nearest objects at the moment, [{@link OBJECT_LIMIT} × {@link OBJECT_VALUES}], in the car's frame of that moment; rows
 * without an object are 0. An object that is not there at a later time has NaN for its place.
 */
export function writeObjects({ start, agents }: PlanContext, out: Float32Array): void {
  out.fill(0)
  const frame = frameOf(start)
  const distance = (agent: number) =>
    Math.hypot(agents.x[agent * agents.steps]! - frame.x, agents.y[agent * agents.steps]! - frame.y)
  const near: number[] = []
  // False for NaN: who is not there now is not told.
  for (let agent = 0; agent < agents.count; agent++) if (distance(agent) < OBJECT_REACH) near.push(agent)
  near.sort((a, b) => distance(a) - distance(b) || a - b)
  for (const [row, agent] of near.slice(0, OBJECT_LIMIT).entries()) {
    const now = agent * agents.steps
    const at = row * OBJECT_STRIDE
    const [vx, vy] = [agents.velocityX[now]!, agents.velocityY[now]!]
    out[at + OBJECT_VALUES.class] = 1 + OBJECT_CLASSES.indexOf(agents.classes[agent]!)
    out[at + OBJECT_VALUES.length] = agents.length[agent]!
    out[at + OBJECT_VALUES.width] = agents.width[agent]!
    out[at + OBJECT_VALUES.velocityX] = frame.cos * vx + frame.sin * vy
    out[at + OBJECT_VALUES.velocityY] = frame.cos * vy - frame.sin * vx
    for (const [i, time] of OBJECT_TIMES.entries()) {
      const state = now + Math.min(agents.steps - 1, Math.round(time * STATES_PER_SECOND))
      const pose = at + OBJECT_VALUES.poses + 3 * i
      out[pose] = egoX(frame, agents.x[state]!, agents.y[state]!)
      out[pose + 1] = egoY(frame, agents.x[state]!, agents.y[state]!)
      out[pose + 2] = Math.atan2(Math.sin(agents.yaw[state]! - frame.yaw), Math.cos(agents.yaw[state]! - frame.yaw))
    }
  }
}

const STATES_PER_SECOND = 10

interface Frame {
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly cos: number
  readonly sin: number
}

function frameOf(start: Float64Array): Frame {
  const yaw = start[STATE.yaw]!
  return { x: start[STATE.x]!, y: start[STATE.y]!, yaw, cos: Math.cos(yaw), sin: Math.sin(yaw) }
}

function worldX({ x, cos, sin }: Frame, ahead: number, left: number): number {
  return x + cos * ahead - sin * left
}

function worldY({ y, cos, sin }: Frame, ahead: number, left: number): number {
  return y + sin * ahead + cos * left
}

function egoX({ x: ox, y: oy, cos, sin }: Frame, x: number, y: number): number {
  return cos * (x - ox) + sin * (y - oy)
}

function egoY({ x: ox, y: oy, cos, sin }: Frame, x: number, y: number): number {
  return cos * (y - oy) - sin * (x - ox)
}

function cellX(cell: number): number {
  return ROAD_GRID.rear + ((cell % ROAD_GRID.columns) + 0.5) * ROAD_GRID.cell
}

function cellY(cell: number): number {
  return ROAD_GRID.left - (Math.floor(cell / ROAD_GRID.columns) + 0.5) * ROAD_GRID.cell
}

function drawLine(frame: Frame, line: Polyline, out: Uint8Array): void {
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [x, y] = [egoX(frame, line[i]!, line[i + 1]!), egoY(frame, line[i]!, line[i + 1]!)]
    const [dx, dy] = [egoX(frame, line[i + 2]!, line[i + 3]!) - x, egoY(frame, line[i + 2]!, line[i + 3]!) - y]
    const steps = Math.ceil(Math.hypot(dx, dy) / LINE_STEP)
    for (let k = 0; k <= steps; k++) mark(x + (dx * k) / Math.max(1, steps), y + (dy * k) / Math.max(1, steps), out)
  }
}

function mark(x: number, y: number, out: Uint8Array): void {
  const column = Math.floor((x - ROAD_GRID.rear) / ROAD_GRID.cell)
  const row = Math.floor((ROAD_GRID.left - y) / ROAD_GRID.cell)
  if (column < 0 || column >= ROAD_GRID.columns || row < 0 || row >= ROAD_GRID.rows) return
  out[row * ROAD_GRID.columns + column] = 255
}

/** Cells whose middle lies in an outline of the world. */
function drawArea(frame: Frame, outline: Polygon, out: Uint8Array): void {
  for (let cell = 0; cell < MAP; cell++) {
    const [x, y] = [cellX(cell), cellY(cell)]
    if (outlineContains(outline, worldX(frame, x, y), worldY(frame, x, y))) out[cell] = 255
  }
}

function boundsOf(line: Polyline): readonly number[] {
  const bounds = emptyBounds()
  growBounds(bounds, line)
  return bounds
}
