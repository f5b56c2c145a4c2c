import type { Stamp } from '../../core/time.ts'

/**
 * What can go wrong with a sensor in a window of measurement stamps [from, to), ns.
 * silent: nothing comes, the sequence counts on; blind: cycles come, but without objects; late: they come `delay` ns later;
 * frozen: what was measured last before the window comes again and again, with fresh stamps; dead-beams: these rings of a
 * lidar give nothing (sweeps only).
 */
export type SensorFault = {
  /** As in the mountings table, or a group of it: `radar/` stands for all radars. */
  readonly sensor: string
  readonly from: Stamp
  readonly to: Stamp
} & (
  | { readonly kind: 'silent' | 'blind' | 'frozen' }
  | { readonly kind: 'late'; readonly delay: Stamp }
  | { readonly kind: 'dead-beams'; readonly rings: readonly number[] }
)

/** The fault that acts on a sensor at a stamp, or null. The first one of the list that fits. */
export function activeFault(faults: readonly SensorFault[], sensor: string, stamp: Stamp): SensorFault | null {
  for (const fault of faults) {
    const isMeant = fault.sensor.endsWith('/') ? sensor.startsWith(fault.sensor) : sensor === fault.sensor
    if (isMeant && stamp >= fault.from && stamp < fault.to) return fault
  }
  return null
}
