import type {
  ControlInput,
  DesiredMotion,
  LimitInput,
  SupervisedPlan,
  SuperviseInput,
} from '../../planning/contracts.ts'
import type { ControlCommand } from '../core/command.ts'
import type { Message } from '../core/messages.ts'
import type { Observation } from '../core/observations.ts'
import type { Trajectory } from '../core/plan.ts'
import type { CommandCodec, Planner } from '../core/ports.ts'
import type { Scene } from '../core/scene.ts'
import type { Stamp } from '../core/time.ts'
import { type StageCell, StageRun } from './stage-cell.ts'

/** The line, stage by stage (docs/design.md §1). Each cell holds its stage's state and measures it. */
export interface Line {
  readonly perceive: StageCell<Message, readonly Observation[]>
  readonly fuse: StageCell<readonly Observation[], Scene>
  readonly plan: StageCell<Scene, Trajectory>
  readonly supervise: StageCell<SuperviseInput, SupervisedPlan>
  readonly control: StageCell<ControlInput, DesiredMotion>
  readonly limit: StageCell<LimitInput, ControlCommand>
  readonly encode: CommandCodec
  /** Control ticks a plan: 5 for a plan at 20 Hz under control at 100 Hz. */
  readonly ticksPerPlan: number
  /** {@link Planner.plansBeside} */
  readonly plansBeside: boolean
}

/** What one control tick produced. `isNewPlan` says that `scene` and `plan` are worth logging. */
export interface TickOutput {
  readonly stamp: Stamp
  readonly scene: Scene
  readonly plan: Trajectory
  readonly isNewPlan: boolean
  readonly supervised: SupervisedPlan
  readonly command: ControlCommand
  readonly bytes: Uint8Array
}

export interface Pipeline {
  /** A run only where perceive is asynchronous for this message: to be taken once it has settled, in message order. */
  message(message: Message): StageRun<readonly Observation[]> | undefined
  /** What a run of `message` gave, for the next tick. */
  take(run: StageRun<readonly Observation[]>): void
  tick(stamp: Stamp): Promise<TickOutput>
  /**
   * Begins the plan that is due, from the scene of the last tick; the first tick after it has settled drives by it. False
   * where none is due or one is under way, and in a line that waits for its plans.
   */
  planBeside(): boolean
  /** Waits for a plan under way. Rejects with what its stage threw. */
  finish(): Promise<void>
}

/**
 * Source -> order -> perceive -> fuse -> plan -> supervise -> control -> limits -> codec -> Sink. `waits`: a tick makes the plan
 * that is due and waits for it, so that plans do not depend on the clock.
 */
export function createPipeline(line: Line, waits: boolean): Pipeline {
  const isBeside = line.plansBeside && !waits
  let observations: Observation[] = []
  let ticks = 0
  let plan: Trajectory | null = null
  /** The scene of the last tick, and how many ticks had been when the last plan was begun. */
  let seen: Scene | null = null
  let begun = 0
  let underWay: Pick<StageRun<Trajectory>, 'isSettled' | 'settled' | 'take'> | null = null
  const collect = (perceived: readonly Observation[]): undefined => {
    for (const observation of perceived) observations.push(observation)
  }
  const isNew = () => plan === null || (isBeside ? (underWay?.isSettled ?? false) : ticks % line.ticksPerPlan === 0)
  return {
    message(message) {
      const perceived = line.perceive.start(message, message.stamp)
      // Thousands of CAN messages a second: awaiting what is there already would cost more than reading them.
      return perceived instanceof StageRun ? perceived : collect(perceived)
    },
    take: (run) => collect(run.take()),
    async tick(stamp) {
      const scene = await line.fuse.run(observations, stamp)
      observations = []
      const isNewPlan = isNew()
      if (isNewPlan || plan === null) {
        plan = underWay ? underWay.take() : await line.plan.run(scene, stamp)
        underWay = null
        if (plan.seen) observations.push(plan.seen)
      }
      const supervised = await line.supervise.run({ scene, plan }, stamp)
      const desired = await line.control.run({ ego: scene.ego, supervised }, stamp)
      const command = await line.limit.run({ scene, supervised, desired }, stamp)
      ticks++
      seen = scene
      const bytes = line.encode(command)
      return { stamp, scene, plan, isNewPlan, supervised, command, bytes }
    },
    planBeside() {
      if (!isBeside || underWay !== null || seen === null || ticks - begun < line.ticksPerPlan) return false
      begun = ticks
      const run = line.plan.start(seen, seen.stamp)
      underWay = run instanceof StageRun ? run : { isSettled: true, settled: Promise.resolve(), take: () => run }
      return true
    },
    async finish() {
      await underWay?.settled
      underWay?.take()
      underWay = null
    },
  }
}
