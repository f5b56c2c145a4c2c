import type { Clock, Stage } from '../core/ports.ts'
import type { Stamp } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'

/** A stage with the state it has reached. */
export interface StageCell<Input, Output> {
  readonly name: string
  run(input: Input, stamp: Stamp): Promise<Output> | Output
}

export interface StageProbe {
  readonly clock: Clock
  /** Called after every run with its begin and end on the probe's clock, ns. */
  ran(stage: string, begin: number, end: number): void
  warn(warning: Warning): void
}

/** Binds a stage to its initial state. The state lives here and nowhere else. */
export function createStageCell<State, Input, Output>(
  name: string,
  initial: State,
  stage: Stage<State, Input, Output>,
  probe: StageProbe,
): StageCell<Input, Output> {
  let state = initial
  return {
    name,
    run(input, stamp) {
      const begin = probe.clock()
      const result = stage(state, input, stamp)
      if (result instanceof Promise) return result.then((done) => finish(done, begin))
      return finish(result, begin)
    },
  }

  function finish(result: { state: State; output: Output; warnings: readonly Warning[] }, begin: number): Output {
    state = result.state
    for (const warning of result.warnings) probe.warn(warning)
    probe.ran(name, begin, probe.clock())
    return result.output
  }
}
