import { type AgentStates, createAgentStates, SCORE_STEP } from './agent-states.ts'
import { type ClosedLoopReport, closedLoopScore, progressRatio } from './closed-loop-score.ts'
import type { DriveRecord } from './drive-record.ts'
import { STATE_STRIDE } from './motion-states.ts'

export interface WindowedScore {
  /** Mean over the windows, 0..1. */
  readonly score: number
  /** In order of time; the times of their infractions count from the record's first state. */
  readonly windows: readonly ClosedLoopReport[]
}

/** s of a nuPlan scenario, and the least that is a window of its own: a shorter rest belongs to the one before. */
const WINDOW = 15
const LEAST_WINDOW = 5

/**
 * nuPlan's closed-loop score as its benchmark takes it (METRICS §2): over stretches of 15 s, of which a long drive has
 * several; one hard braking fails the comfort of its own stretch only. Progress is that of the whole drive in each, for
 * the expert was elsewhere at the same time. Allocates.
 */
export function closedLoopScoreInWindows(record: DriveRecord, seconds = WINDOW): WindowedScore {
  const steps = Math.round(seconds / SCORE_STEP)
  const whole = closedLoopScore(record)
  const ratio = progressRatio(whole.progress, record.expertProgress)
  const windows: ClosedLoopReport[] = []
  let routeBegin = record.routeBegin
  for (let from = 0; from + 1 < record.count; ) {
    const rest = record.count - from
    const count = rest - steps < LEAST_WINDOW / SCORE_STEP ? rest : steps + 1
    const report = closedLoopScore({ ...cutRecord(record, from, count), routeBegin }, ratio)
    const infractions = report.infractions.map((one) => ({ ...one, time: one.time + from * SCORE_STEP }))
    windows.push({ ...report, infractions })
    // Windows share a state: where one ends on the route, the next begins.
    routeBegin += report.progress
    if (count === rest) break
    from += steps
  }
  const score = windows.reduce((sum, window) => sum + window.score, 0) / Math.max(1, windows.length)
  return { score, windows }
}

function cutRecord(record: DriveRecord, from: number, count: number): DriveRecord {
  return {
    ...record,
    ego: record.ego.subarray(from * STATE_STRIDE, (from + count) * STATE_STRIDE),
    count,
    agents: cutAgents(record.agents, from, count),
    redLights: record.redLights?.map((area) => ({ ...area, isRed: area.isRed.subarray(from) })) ?? null,
  }
}

function cutAgents(agents: AgentStates, from: number, count: number): AgentStates {
  const cut = createAgentStates(agents.classes, count)
  for (const field of ['ids', 'length', 'width'] as const) cut[field].set(agents[field])
  for (const field of ['x', 'y', 'yaw', 'velocityX', 'velocityY'] as const) {
    for (let agent = 0; agent < agents.count; agent++) {
      const begin = agent * agents.steps + from
      cut[field].set(agents[field].subarray(begin, begin + count), agent * count)
    }
  }
  return cut
}
