import { type AgentStates, isRoadUser, SCORE_STEP } from './agent-states.ts'
import { boxesMeet } from './contact.ts'

/**
 * Agents prepared for many contact tests: directions as cosine and sine, motion continued beyond the last state, and for
 * each step the agents near enough to matter. Buffers grow and are reused. Elements are [agent × steps].
 */
export class AgentField {
  count = 0
  steps = 0
  x = new Float64Array(0)
  y = new Float64Array(0)
  cos = new Float64Array(0)
  sin = new Float64Array(0)
  velocityX = new Float64Array(0)
  velocityY = new Float64Array(0)
  /** By agent: half sizes and the radius of the circle around the box, m; 1 for a road user. */
  halfLength = new Float64Array(0)
  halfWidth = new Float64Array(0)
  radius = new Float64Array(0)
  isUser = new Uint8Array(0)
  /** By step, places `step * count` on: agents that `select` kept, and how many. */
  candidates = new Int32Array(0)
  candidateCount = new Int32Array(0)
  #agents: AgentStates | null = null

  /** `steps` states are made available; beyond its last state an agent goes straight on with its velocity. */
  prepare(agents: AgentStates, steps: number): void {
    this.count = agents.count
    this.steps = steps
    this.#agents = agents
    if (this.x.length < agents.count * steps) this.#grow(agents.count * steps)
    if (this.radius.length < agents.count) this.#growAgents(agents.count)
    if (this.candidateCount.length < steps) this.candidateCount = new Int32Array(steps)
    for (let agent = 0; agent < agents.count; agent++) {
      this.halfLength[agent] = 0.5 * agents.length[agent]!
      this.halfWidth[agent] = 0.5 * agents.width[agent]!
      this.radius[agent] = Math.hypot(this.halfLength[agent]!, this.halfWidth[agent]!)
      this.isUser[agent] = isRoadUser(agents.classes[agent]!) ? 1 : 0
      this.#continue(agents, agent)
    }
  }

  idOf(agent: number): number {
    return this.#agents!.ids[agent]!
  }

  /** Keeps the agents whose circles reach into the box of x and y at `step`. NaN, an agent that is not there, does not. */
  select(step: number, left: number, bottom: number, right: number, top: number): void {
    let kept = 0
    for (let agent = 0; agent < this.count; agent++) {
      const i = agent * this.steps + step
      const r = this.radius[agent]!
      const isNear =
        this.x[i]! >= left - r && this.x[i]! <= right + r && this.y[i]! >= bottom - r && this.y[i]! <= top + r
      if (isNear) this.candidates[step * this.count + kept++] = agent
    }
    this.candidateCount[step] = kept
  }

  speedAt(agent: number, step: number): number {
    const i = agent * this.steps + step
    return Math.hypot(this.velocityX[i]!, this.velocityY[i]!)
  }

  /** Does a box (centre, direction, half sizes) meet the agent at `step`, moved by `ahead` s with its velocity? */
  meets(
    agent: number,
    step: number,
    ahead: number,
    x: number,
    y: number,
    cos: number,
    sin: number,
    halfLength: number,
    halfWidth: number,
  ): boolean {
    const i = agent * this.steps + step
    return boxesMeet(
      x,
      y,
      cos,
      sin,
      halfLength,
      halfWidth,
      this.x[i]! + ahead * this.velocityX[i]!,
      this.y[i]! + ahead * this.velocityY[i]!,
      this.cos[i]!,
      this.sin[i]!,
      this.halfLength[agent]!,
      this.halfWidth[agent]!,
    )
  }

  #continue(agents: AgentStates, agent: number): void {
    const last = agents.steps - 1
    for (let step = 0; step < this.steps; step++) {
      const from = agent * agents.steps + Math.min(step, last)
      const to = agent * this.steps + step
      const beyond = Math.max(0, step - last) * SCORE_STEP
      this.velocityX[to] = agents.velocityX[from]!
      this.velocityY[to] = agents.velocityY[from]!
      this.x[to] = agents.x[from]! + beyond * agents.velocityX[from]!
      this.y[to] = agents.y[from]! + beyond * agents.velocityY[from]!
      this.cos[to] = Math.cos(agents.yaw[from]!)
      this.sin[to] = Math.sin(agents.yaw[from]!)
    }
  }

  #grow(states: number): void {
    this.x = new Float64Array(states)
    this.y = new Float64Array(states)
    this.cos = new Float64Array(states)
    this.sin = new Float64Array(states)
    this.velocityX = new Float64Array(states)
    this.velocityY = new Float64Array(states)
    this.candidates = new Int32Array(states)
  }

  #growAgents(agents: number): void {
    this.halfLength = new Float64Array(agents)
    this.halfWidth = new Float64Array(agents)
    this.radius = new Float64Array(agents)
    this.isUser = new Uint8Array(agents)
  }
}
