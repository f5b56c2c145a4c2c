import { type AgentStates, sliceNear } from '../../common/scoring/agent-states.ts'
import type { DriveRecord } from '../../common/scoring/drive-record.ts'
import { STATE, STATE_STRIDE } from '../../common/scoring/motion-states.ts'
import type { PlanContext } from '../../common/scoring/scoring-context.ts'

const STEPS_BEFORE = 10
/** States of future that a plan and the projections from it look at, and m around the car within which others matter. */
const FUTURE = 60
const REACH = 150

/** What plans made at recorded state `state` are scored against: what the others did then, while this car drove as it did. */
export function planMoment(record: DriveRecord, state: number): PlanContext {
  const { road, route, vehicle, ego, redLights } = record
  return {
    road,
    route,
    vehicle,
    start: ego.slice(state * STATE_STRIDE, (state + 1) * STATE_STRIDE),
    agents: laterAgents(record, state),
    redLights: redLights?.map((area) => ({ ...area, isRed: area.isRed.subarray(state) })) ?? null,
    referenceProgress: null,
    history: state >= STEPS_BEFORE ? ego.slice((state - STEPS_BEFORE) * STATE_STRIDE, state * STATE_STRIDE) : null,
    previous: null,
  }
}

function laterAgents({ ego, agents }: DriveRecord, state: number): AgentStates {
  const [x, y] = [ego[state * STATE_STRIDE + STATE.x]!, ego[state * STATE_STRIDE + STATE.y]!]
  return sliceNear(agents, state, Math.min(FUTURE, agents.steps - state), x, y, REACH)
}
