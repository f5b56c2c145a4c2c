import { createProjection } from '../map/reference-line.ts'
import type { AgentStates } from '../scoring/agent-states.ts'
import type { ScoringRoute } from '../scoring/scoring-context.ts'

/** m along the route behind and ahead of ego in which agents are looked for, and m beside it within which they matter. */
const BEHIND = 60
const AHEAD = 260
const BESIDE = 12
/** m that an agent moves at most along the route in a step. */
const STEP_REACH = 8

/** Agents as seen along the route, [agent × steps]; buffers grow and are reused. */
export class RouteAgents {
  steps = 0
  /** Places of the agents that come near the route at some step. */
  near = new Int32Array(0)
  nearCount = 0
  /** m along the route and beside it (left positive); station is NaN where the agent is not there. */
  station = new Float64Array(0)
  offset = new Float64Array(0)
  /** Half of the box along and across the route, m. */
  along = new Float64Array(0)
  across = new Float64Array(0)
  /** Along and across the route, m/s. */
  speed = new Float64Array(0)
  lateralSpeed = new Float64Array(0)
  readonly #projection = createProjection()

  prepare(agents: AgentStates, route: ScoringRoute, egoStation: number): void {
    const size = agents.count * agents.steps
    this.steps = agents.steps
    if (this.station.length < size) this.#grow(size)
    if (this.near.length < agents.count) this.near = new Int32Array(agents.count)
    this.nearCount = 0
    const middle = egoStation + (AHEAD - BEHIND) / 2
    for (let agent = 0; agent < agents.count; agent++) {
      if (this.#follow(agents, agent, route, middle)) this.near[this.nearCount++] = agent
    }
  }

  /** Writes the agent's states; false when it never comes near. */
  #follow(agents: AgentStates, agent: number, route: ScoringRoute, middle: number): boolean {
    const projection = this.#projection
    let hint = Number.NaN
    let isNear = false
    for (let step = 0; step < agents.steps; step++) {
      const i = agent * agents.steps + step
      this.station[i] = Number.NaN
      const x = agents.x[i]!
      const y = agents.y[i]!
      if (Number.isNaN(x)) continue
      if (Number.isNaN(hint)) {
        route.projectNear(x, y, middle, (AHEAD + BEHIND) / 2, projection)
        // Who is farther from the route than it will go does not come near.
        if (Math.abs(projection.offset) > BESIDE + farthestMove(agents, agent, step)) return false
      } else route.projectNear(x, y, hint, STEP_REACH, projection)
      hint = projection.station
      this.#write(agents, agent, i)
      isNear ||= Math.abs(projection.offset) < BESIDE
    }
    return isNear
  }

  #write(agents: AgentStates, agent: number, i: number): void {
    const { station, offset, heading } = this.#projection
    const turned = agents.yaw[i]! - heading
    const cos = Math.abs(Math.cos(turned))
    const sin = Math.abs(Math.sin(turned))
    const alongX = Math.cos(heading)
    const alongY = Math.sin(heading)
    this.station[i] = station
    this.offset[i] = offset
    this.along[i] = 0.5 * (agents.length[agent]! * cos + agents.width[agent]! * sin)
    this.across[i] = 0.5 * (agents.length[agent]! * sin + agents.width[agent]! * cos)
    this.speed[i] = agents.velocityX[i]! * alongX + agents.velocityY[i]! * alongY
    this.lateralSpeed[i] = agents.velocityY[i]! * alongX - agents.velocityX[i]! * alongY
  }

  #grow(size: number): void {
    this.station = new Float64Array(size)
    this.offset = new Float64Array(size)
    this.along = new Float64Array(size)
    this.across = new Float64Array(size)
    this.speed = new Float64Array(size)
    this.lateralSpeed = new Float64Array(size)
  }
}

/** m from where an agent is at `step` to the farthest place where it is later. */
function farthestMove(agents: AgentStates, agent: number, step: number): number {
  const first = agent * agents.steps + step
  let farthest = 0
  for (let i = first + 1; i < (agent + 1) * agents.steps; i++) {
    const dx = agents.x[i]! - agents.x[first]!
    const dy = agents.y[i]! - agents.y[first]!
    // False for NaN: who is not there has not moved.
    if (dx * dx + dy * dy > farthest) farthest = dx * dx + dy * dy
  }
  return Math.sqrt(farthest)
}
