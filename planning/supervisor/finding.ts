import type { CommandMode } from '../../src/core/command.ts'
import type { Intervention } from '../contracts.ts'

/** What one check found wrong, and the mode that it calls for. */
export interface Finding {
  readonly mode: 'degraded' | 'minimal-risk' | 'emergency'
  readonly intervention: Intervention
  /** Expected and found, in words. */
  readonly detail: string
  /** Track id, where an object is the reason; else null. */
  readonly objectId: number | null
  /** s from now, where it is a contact. */
  readonly time?: number
}

/** How far a mode is from driving. */
export const SEVERITY: Readonly<Record<CommandMode, number>> = {
  standby: 0,
  drive: 0,
  degraded: 1,
  'minimal-risk': 2,
  emergency: 3,
}

export function finding(mode: Finding['mode'], intervention: Intervention, detail: string): Finding {
  return { mode, intervention, detail, objectId: null }
}

/** The severer one; of equals the first, so that the order of the checks is the order of the reasons. */
export function severer(a: Finding | null, b: Finding | null): Finding | null {
  if (!a || !b) return a ?? b
  return SEVERITY[b.mode] > SEVERITY[a.mode] ? b : a
}
