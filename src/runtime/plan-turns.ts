import type { Trajectory } from '../core/plan.ts'
import type { Scene } from '../core/scene.ts'
import type { Stamp } from '../core/time.ts'
import { type StageCell, StageRun } from './stage-cell.ts'

/** What is driven by at a tick, and whether it is the first one by this plan. */
export interface PlanTurn {
  readonly plan: Trajectory
  readonly isNew: boolean
}

/**
 * When plans are made: in the tick that one is due at, or beside the ticks. Beside them the first plan alone is waited
 * for; later ones are begun by `begin` after a tick, and driven by from the first tick after they have settled.
 */
export class PlanTurns {
  readonly #cell: StageCell<Scene, Trajectory>
  readonly #ticksPerPlan: number
  readonly #isBeside: boolean
  #plan: Trajectory | null = null
  #underWay: Pick<StageRun<Trajectory>, 'isSettled' | 'settled' | 'take'> | null = null
  /** Scene of the last tick; how many there were, and had been when the last plan was begun. */
  #scene: Scene | null = null
  #ticks = 0
  #begun = 0

  constructor(cell: StageCell<Scene, Trajectory>, ticksPerPlan: number, isBeside: boolean) {
    this.#cell = cell
    this.#ticksPerPlan = ticksPerPlan
    this.#isBeside = isBeside
  }

  /** The plan to drive by; once a tick. */
  async at(scene: Scene, stamp: Stamp): Promise<PlanTurn> {
    const plan = this.#plan
    const isDue = this.#isBeside ? this.#underWay?.isSettled === true : this.#ticks % this.#ticksPerPlan === 0
    this.#scene = scene
    this.#ticks++
    if (plan !== null && !isDue) return { plan, isNew: false }
    const made = this.#underWay ? this.#underWay.take() : await this.#cell.run(scene, stamp)
    this.#underWay = null
    this.#plan = made
    return { plan: made, isNew: true }
  }

  /** Begins the plan that is due, from the scene of the last tick. False where none is due, one is under way, or ticks make them. */
  begin(): boolean {
    const scene = this.#scene
    const isDue = this.#ticks - this.#begun >= this.#ticksPerPlan
    if (!this.#isBeside || this.#underWay !== null || scene === null || !isDue) return false
    this.#begun = this.#ticks
    const run = this.#cell.start(scene, scene.stamp)
    this.#underWay = run instanceof StageRun ? run : { isSettled: true, settled: Promise.resolve(), take: () => run }
    return true
  }

  /** Waits for a plan under way. Rejects with what its stage threw. */
  async finish(): Promise<void> {
    await this.#underWay?.settled
    this.#underWay?.take()
    this.#underWay = null
  }
}
