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
  const column = (values: Float64Array) => {
    const out = new Float64Array(agents.count * steps)
    for (let agent = 0; agent < agents.count; agent++) {
      const begin = agent * agents.steps + from
      out.set(values.subarray(begin, begin + steps), agent * steps)
    }
    return out
  }
  return {
    ...agents,
    steps,
    x: column(agents.x),
    y: column(agents.y),
    yaw: column(agents.yaw),
    velocityX: column(agents.velocityX),
    velocityY: column(agents.velocityY),
  }
}

export const NO_AGENTS: AgentStates = createAgentStates([], 0)

/** A collision with one of these is one with a road user; with anything else it is one with a static object. */
export function isRoadUser(objectClass: ObjectClass): boolean {
  return objectClass !== 'static' && objectClass !== 'unknown'
}
