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
import { PlanTurns } from './plan-turns.ts'
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
  /** {@link PlanTurns.begin} */
  planBeside(): boolean
  /** {@link PlanTurns.finish} */
  finish(): Promise<void>
}

/**
 * Source -> order -> perceive -> fuse -> plan -> supervise -> control -> limits -> codec -> Sink. `waits`: a tick makes the plan
 * that is due and waits for it, so that plans do not depend on the clock.
 */
export function createPipeline(line: Line, waits: boolean): Pipeline {
  const plans = new PlanTurns(line.plan, line.ticksPerPlan, line.plansBeside && !waits)
  let observations: Observation[] = []
  const collect = (perceived: readonly Observation[]): undefined => {
    for (const observation of perceived) observations.push(observation)
  }
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
      const { plan, isNew: isNewPlan } = await plans.at(scene, stamp)
      if (isNewPlan && plan.seen) observations.push(plan.seen)
      const supervised = await line.supervise.run({ scene, plan }, stamp)
      const desired = await line.control.run({ ego: scene.ego, supervised }, stamp)
      const command = await line.limit.run({ scene, supervised, desired }, stamp)
      return { stamp, scene, plan, isNewPlan, supervised, command, bytes: line.encode(command) }
    },
    planBeside: () => plans.begin(),
    finish: () => plans.finish(),
  }
}
