import { type AgentStates, createAgentStates, SCORE_STEP, sliceSteps } from '../../common/scoring/agent-states.ts'
import type { DriveRecord } from '../../common/scoring/drive-record.ts'
import { STATE, STATE_STRIDE } from '../../common/scoring/motion-states.ts'
import { redLightAreas, stopSignAreas } from '../../common/scoring/stop-areas.ts'
import type { TruthObject } from '../../core/messages.ts'
import { GENERIC_EGO } from '../ego/ego-parameters.ts'
import { type SimulatedWorld, WORLD_STEP } from './simulated-world.ts'

/** World steps between two recorded states, and the first: plans are made at 10 ms and every 50 ms from there on. */
export const STEPS_PER_STATE = Math.round(SCORE_STEP / WORLD_STEP)
export const FIRST_STATE = 1
/** s since the drive's origin, of the first recorded state. */
export const RECORD_BEGIN = FIRST_STATE * WORLD_STEP

/** Keeps what scores need of a drive: the car and everybody around it at 10 Hz. */
export class DriveRecorder {
  readonly #world: SimulatedWorld
  readonly #ego: Float64Array
  readonly #agents: AgentStates
  readonly #rows = new Map<number, number>()
  #count = 0

  constructor(world: SimulatedWorld) {
    const { episode, standing } = world
    const capacity = Math.ceil(episode.timeLimit / SCORE_STEP) + 2
    const everybody: readonly Pick<TruthObject, 'id' | 'class' | 'size'>[] = [
      ...world.traffic.users(),
      ...episode.tracks,
      ...standing.obstacles,
    ]
    this.#world = world
    this.#ego = new Float64Array(capacity * STATE_STRIDE)
    this.#agents = createAgentStates(
      everybody.map((one) => one.class),
      capacity,
    )
    for (const [row, { id, size }] of everybody.entries()) {
      this.#rows.set(id, row)
      this.#agents.ids[row] = id
      this.#agents.length[row] = size[0]
      this.#agents.width[row] = size[1]
    }
  }

  get count(): number {
    return this.#count
  }

  /** Takes the world's present state; to be called every {@link STEPS_PER_STATE} steps. */
  add(): void {
    const { motion } = this.#world.ego
    const step = this.#count++
    const o = step * STATE_STRIDE
    this.#ego[o + STATE.x] = motion.x
    this.#ego[o + STATE.y] = motion.y
    this.#ego[o + STATE.yaw] = motion.yaw
    this.#ego[o + STATE.speed] = motion.speed
    this.#ego[o + STATE.acceleration] = motion.acceleration
    this.#ego[o + STATE.frontWheelAngle] = motion.frontWheelAngle
    this.#ego[o + STATE.yawRate] = motion.yawRate
    const { x, y, yaw, velocityX, velocityY, steps } = this.#agents
    for (const object of this.#world.objects()) {
      const row = this.#rows.get(object.id)
      if (row === undefined) continue
      const at = row * steps + step
      x[at] = object.position[0]
      y[at] = object.position[1]
      yaw[at] = object.yaw
      velocityX[at] = object.velocity[0]
      velocityY[at] = object.velocity[1]
    }
  }

  /**
   * The drive so far. Its progress is compared with the whole route: an attentive driver comes to the end of a generated
   * one, and the human came to the end of a recorded one.
   */
  record(): DriveRecord {
    const { episode } = this.#world
    const { index, route, routeBegin, routeEnd, recordedEgo } = episode
    // A generated map has all the lights and signs that there are; a recorded one without any may not know of them.
    const knowsLights = recordedEgo === null || index.map.trafficLights.length > 0
    const knowsSigns = recordedEgo === null || index.map.stopLines.length > 0
    return {
      road: index,
      route,
      routeBegin,
      routeEnd,
      vehicle: GENERIC_EGO.vehicle.geometry,
      ego: this.#ego.slice(0, this.#count * STATE_STRIDE),
      count: this.#count,
      agents: sliceSteps(this.#agents, 0, this.#count),
      redLights: knowsLights ? redLightAreas(index, RECORD_BEGIN, this.#count) : null,
      stopSigns: knowsSigns ? stopSignAreas(index) : null,
      expertProgress: routeEnd - routeBegin,
    }
  }
}
