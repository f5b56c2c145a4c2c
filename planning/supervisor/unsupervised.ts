import { NO_WARNINGS, type StageResult } from '../../src/core/ports.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { SupervisedPlan, SuperviseInput } from '../contracts.ts'

/** Stands in for the supervisor where results without it are asked for: every plan passes, no threat is ever named. */
export function superviseNothing(
  _state: null,
  { plan }: SuperviseInput,
  _stamp: Stamp,
): StageResult<null, SupervisedPlan> {
  const hasPlan = plan !== null && plan.points.length > 0
  return {
    state: null,
    output: {
      mode: hasPlan ? 'drive' : 'standby',
      reason: hasPlan ? '' : 'waits for a plan',
      intervention: null,
      plan: hasPlan ? plan : null,
      threat: null,
    },
    warnings: NO_WARNINGS,
  }
}
