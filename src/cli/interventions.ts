import { COMMAND_MODES, type CommandMode } from '../core/command.ts'
import type { WarningCount } from '../core/warning.ts'

/** How often the supervisor took the wheel for one reason, in one mode: episodes, not ticks. */
export interface InterventionCount {
  /** {@link Intervention} of planning/contracts.ts. */
  readonly code: string
  readonly mode: CommandMode
  readonly count: number
}

const PREFIX = 'supervisor-'

/** The supervisor says every intervention as a warning `supervisor-MODE-CODE` when it begins. */
export function interventionsOf(warnings: readonly WarningCount[]): InterventionCount[] {
  const interventions: InterventionCount[] = []
  for (const { code, count } of warnings) {
    const mode = COMMAND_MODES.find((one) => code.startsWith(`${PREFIX}${one}-`))
    if (mode) interventions.push({ code: code.slice(`${PREFIX}${mode}-`.length), mode, count })
  }
  return interventions
}

export function formatInterventions(interventions: readonly InterventionCount[]): string {
  return interventions.map(({ code, mode, count }) => `${code} (${mode}) ${count}`).join(', ') || 'none'
}
