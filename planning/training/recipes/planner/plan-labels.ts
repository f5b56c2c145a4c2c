import type { LaneMap } from '../../../../src/common/map/lane-map.ts'
import { createProjection } from '../../../../src/common/map/reference-line.ts'
import type { Route } from '../../../../src/common/map/route.ts'
import { locate } from '../../../../src/common/proposals/locate.ts'
import type { DriveRecord } from '../../../../src/common/scoring/drive-record.ts'
import { STATE } from '../../../../src/common/scoring/motion-states.ts'
import { PlanScorer } from '../../../../src/common/scoring/plan-score.ts'
import { planMoment } from '../../../../src/simulation/closed-loop/plan-moment.ts'
import type { ShardRecord } from '../../shards/record.ts'
import { SUB_SCORES } from './planner-sample.ts'
import { Surroundings, writeObjects } from './surroundings.ts'
import type { TrajectoryVocabulary } from './trajectory-vocabulary.ts'

/**
 * Labels every trajectory of a vocabulary with its sub-scores at moments of one drive, in order of time. The others do
 * what they did while the expert drove: they do not answer to the trajectory. Progress is relative to the best safe
 * trajectory of the vocabulary. Beside them goes what truly surrounds the car.
 */
export class PlanLabeller {
  readonly #vocabulary: TrajectoryVocabulary
  readonly #record: DriveRecord
  readonly #route: Route
  readonly #scorer: PlanScorer
  readonly #projection = createProjection()
  readonly #surroundings: Surroundings
  #station = Number.NaN

  constructor(vocabulary: TrajectoryVocabulary, record: DriveRecord, route: Route, map: LaneMap) {
    this.#vocabulary = vocabulary
    this.#record = record
    this.#route = route
    this.#scorer = new PlanScorer(vocabulary.count)
    this.#surroundings = new Surroundings(record.road, map)
  }

  /** What is true at recorded state `state` into the sample's `labels`, `road` and `objects`; unknown clauses count as kept. */
  label(state: number, sample: ShardRecord): void {
    const out = sample.bytesOf('labels')
    const moment = planMoment(this.#record, state)
    this.#surroundings.drawRoad(moment, sample.bytesOf('road'))
    writeObjects(moment, sample.floatsOf('objects'))
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
