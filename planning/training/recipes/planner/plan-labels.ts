import { createProjection } from '../../../../src/common/map/reference-line.ts'
import type { Route } from '../../../../src/common/map/route.ts'
import { locate } from '../../../../src/common/proposals/locate.ts'
import type { DriveRecord } from '../../../../src/common/scoring/drive-record.ts'
import { STATE } from '../../../../src/common/scoring/motion-states.ts'
import { PlanScorer } from '../../../../src/common/scoring/plan-score.ts'
import { planMoment } from '../../../../src/simulation/closed-loop/plan-moment.ts'
import { SUB_SCORES } from './planner-sample.ts'
import type { TrajectoryVocabulary } from './trajectory-vocabulary.ts'

/**
 * Labels every trajectory of a vocabulary with its sub-scores at moments of one drive, in order of time. The others do
 * what they did while the expert drove: they do not answer to the trajectory. Progress is relative to the best safe
 * trajectory of the vocabulary.
 */
export class PlanLabeller {
  readonly #vocabulary: TrajectoryVocabulary
  readonly #record: DriveRecord
  readonly #route: Route
  readonly #scorer: PlanScorer
  readonly #projection = createProjection()
  #station = Number.NaN

  constructor(vocabulary: TrajectoryVocabulary, record: DriveRecord, route: Route) {
    this.#vocabulary = vocabulary
    this.#record = record
    this.#route = route
    this.#scorer = new PlanScorer(vocabulary.count)
  }

  /** Sub-scores [count × {@link SUB_SCORES}] at recorded state `state` as bytes into `out`; unknown ones count as kept. */
  label(state: number, out: Uint8Array): void {
    const moment = planMoment(this.#record, state)
    locate(this.#route, moment.start[STATE.x]!, moment.start[STATE.y]!, this.#station, this.#projection)
    this.#station = this.#projection.station
    const { poses, count } = this.#vocabulary
    const { clauses } = this.#scorer.scorePlans(poses, count, { ...moment, startStation: this.#station })
    for (let trajectory = 0; trajectory < count; trajectory++) {
      for (const [i, clause] of SUB_SCORES.entries()) {
        const value = clauses[clause][trajectory]!
        out[trajectory * SUB_SCORES.length + i] = Number.isNaN(value) ? 255 : Math.round(255 * value)
      }
    }
  }
}
