import { SCORE_STEP, sliceSteps } from './agent-states.ts'
import { type ClosedLoopClause, type ClosedLoopReport, closedLoopScore, progressRatio } from './closed-loop-score.ts'
import type { DriveRecord } from './drive-record.ts'
import { STATE_STRIDE } from './motion-states.ts'

export interface ScoredWindow extends ClosedLoopReport {
  /** s since the record's first state, as the times of the infractions are. */
  readonly begin: number
}

export interface WindowedScore {
  /** Mean over the windows, 0..1. */
  readonly score: number
  /** Means over the windows; null where none has a verdict. */
  readonly clauses: Readonly<Record<ClosedLoopClause, number | null>>
  /** In order of time. */
  readonly windows: readonly ScoredWindow[]
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
  const windows: ScoredWindow[] = []
  let routeBegin = record.routeBegin
  for (let from = 0; from + 1 < record.count; ) {
    const rest = record.count - from
    const count = rest - steps < LEAST_WINDOW / SCORE_STEP ? rest : steps + 1
    const report = closedLoopScore({ ...cutRecord(record, from, count), routeBegin }, ratio)
    const infractions = report.infractions.map((one) => ({ ...one, time: one.time + from * SCORE_STEP }))
    windows.push({ ...report, infractions, begin: from * SCORE_STEP })
    // Windows share a state: where one ends on the route, the next begins.
    routeBegin += report.progress
    if (count === rest) break
    from += steps
  }
  const score = meanOf(windows.map((window) => window.score)) ?? 0
  const clause = (name: ClosedLoopClause) => meanOf(windows.map(({ clauses }) => clauses[name]))
  return {
    score,
    clauses: {
      nac: clause('nac'),
      dac: clause('dac'),
      mp: clause('mp'),
      ddc: clause('ddc'),
      progress: clause('progress'),
      ttc: clause('ttc'),
      speed: clause('speed'),
      comfort: clause('comfort'),
    },
    windows,
  }
}

/** Of those that are known; null where none is. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

function cutRecord(record: DriveRecord, from: number, count: number): DriveRecord {
  return {
    ...record,
    ego: record.ego.subarray(from * STATE_STRIDE, (from + count) * STATE_STRIDE),
    count,
    agents: sliceSteps(record.agents, from, count),
    redLights: record.redLights?.map((area) => ({ ...area, isRed: area.isRed.subarray(from) })) ?? null,
  }
}
