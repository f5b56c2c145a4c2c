import type { ObjectClass } from '../../core/messages.ts'

/**
 * Other road users and objects over time, as boxes in the world frame: predicted, recorded or reacting. Arrays over time
 * hold [agent × steps], element `agent * steps + step`; steps lie {@link SCORE_STEP} s apart.
 */
export interface AgentStates {
  /** Agents. */
  readonly count: number
  /** States of each agent. */
  readonly steps: number
  readonly ids: Int32Array
  readonly classes: readonly ObjectClass[]
  /** m, by agent. */
  readonly length: Float64Array
  readonly width: Float64Array
  /** Centre of the box, m; x is NaN while the agent is not there. */
  readonly x: Float64Array
  readonly y: Float64Array
  /** rad */
  readonly yaw: Float64Array
  /** Over ground, m/s. */
  readonly velocityX: Float64Array
  readonly velocityY: Float64Array
}

/** s between states of a scored motion, of ego and agents alike (METRICS §1 and §2: 10 Hz). */
export const SCORE_STEP = 0.1

/** Agents that are nowhere yet. */
export function createAgentStates(classes: readonly ObjectClass[], steps: number): AgentStates {
  const count = classes.length
  return {
    count,
    steps,
    ids: new Int32Array(count),
    classes,
    length: new Float64Array(count),
    width: new Float64Array(count),
    x: new Float64Array(count * steps).fill(Number.NaN),
    y: new Float64Array(count * steps),
    yaw: new Float64Array(count * steps),
    velocityX: new Float64Array(count * steps),
    velocityY: new Float64Array(count * steps),
  }
}

/** The same agents over `steps` states from state `from` on, as a copy. */
export function sliceSteps(agents: AgentStates, from: number, steps: number): AgentStates {
  const everybody = Int32Array.from({ length: agents.count }, (_, agent) => agent)
  return sliceOf(agents, everybody, from, steps)
}

/** As `sliceSteps`, of those only who come within `reach` m of a place (x, y) at one of the states. */
export function sliceNear(
  agents: AgentStates,
  from: number,
  steps: number,
  x: number,
  y: number,
  reach: number,
): AgentStates {
  const near: number[] = []
  for (let agent = 0; agent < agents.count; agent++) {
    const begin = agent * agents.steps + from
    for (let i = begin; i < begin + steps; i++) {
      const dx = agents.x[i]! - x
      const dy = agents.y[i]! - y
      // False for NaN: who is not there is not near.
      if (!(dx * dx + dy * dy < reach * reach)) continue
      near.push(agent)
      break
    }
  }
  return sliceOf(agents, near, from, steps)
}

/** Those who are there at the first state, each going straight on with its velocity over `steps` states. Allocates. */
export function goingStraightOn(agents: AgentStates, steps: number): AgentStates {
  const there: number[] = []
  for (let agent = 0; agent < agents.count; agent++)
    if (!Number.isNaN(agents.x[agent * agents.steps]!)) there.push(agent)
  const first = sliceOf(agents, there, 0, 1)
  const forecast = createAgentStates(first.classes, steps)
  for (const field of ['ids', 'length', 'width'] as const) forecast[field].set(first[field])
  for (let agent = 0; agent < first.count; agent++) {
    const [velocityX, velocityY] = [first.velocityX[agent]!, first.velocityY[agent]!]
    for (let step = 0; step < steps; step++) {
      const i = agent * steps + step
      forecast.x[i] = first.x[agent]! + step * SCORE_STEP * velocityX
      forecast.y[i] = first.y[agent]! + step * SCORE_STEP * velocityY
      forecast.yaw[i] = first.yaw[agent]!
      forecast.velocityX[i] = velocityX
      forecast.velocityY[i] = velocityY
    }
  }
  return forecast
}

function sliceOf(agents: AgentStates, chosen: ArrayLike<number>, from: number, steps: number): AgentStates {
  const slice = createAgentStates(
    Array.from(chosen, (agent) => agents.classes[agent]!),
    steps,
  )
  for (let place = 0; place < chosen.length; place++) {
    const agent = chosen[place]!
    slice.ids[place] = agents.ids[agent]!
    slice.length[place] = agents.length[agent]!
    slice.width[place] = agents.width[agent]!
    const begin = agent * agents.steps + from
    for (const field of ['x', 'y', 'yaw', 'velocityX', 'velocityY'] as const)
      slice[field].set(agents[field].subarray(begin, begin + steps), place * steps)
  }
  return slice
}

export const NO_AGENTS: AgentStates = createAgentStates([], 0)

/** A collision with one of these is one with a road user; with anything else it is one with a static object. */
export function isRoadUser(objectClass: ObjectClass): boolean {
  return objectClass !== 'static' && objectClass !== 'unknown'
}
