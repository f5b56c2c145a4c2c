import type { Stamp } from '../../core/time.ts'
import { activeFault, type SensorFault } from './sensor-fault.ts'

/** What a sensor sends after its faults, and ns by which it comes later. */
interface Passed<Content> {
  readonly content: Content
  readonly delay: Stamp
}

/** Lets faults act between what sensors measure and what they send: the same for every kind of sensor. */
export class FaultLine<Content> {
  readonly #faults: readonly SensorFault[]
  /** What each sensor sent last, kept where a fault will ask for it. */
  readonly #last = new Map<string, Content>()
  readonly #canFreeze: boolean

  constructor(faults: readonly SensorFault[]) {
    this.#faults = faults
    this.#canFreeze = faults.some(({ kind }) => kind === 'frozen')
  }

  /** Null while the sensor is silent. `measure` is told the fault, for those that only it can act out (blind, dead beams). */
  pass(sensor: string, stamp: Stamp, measure: (fault: SensorFault | null) => Content): Passed<Content> | null {
    const fault = activeFault(this.#faults, sensor, stamp)
    if (fault?.kind === 'silent') return null
    const frozen = fault?.kind === 'frozen' ? this.#last.get(sensor) : undefined
    const content = frozen ?? measure(fault)
    if (this.#canFreeze) this.#last.set(sensor, content)
    return { content, delay: fault?.kind === 'late' ? fault.delay : 0 }
  }
}
