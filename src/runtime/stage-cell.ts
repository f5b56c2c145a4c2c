import type { Clock, Stage, StageResult } from '../core/ports.ts'
import type { Stamp } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'

/** A stage with the state it has reached. */
export interface StageCell<Input, Output> {
  readonly name: string
  run(input: Input, stamp: Stamp): Promise<Output> | Output
  /** As `run`, for a stage that works on several inputs at a time: what is not there at once is taken in their order. */
  start(input: Input, stamp: Stamp): StageRun<Output> | Output
}

export interface StageProbe {
  readonly clock: Clock
  /** Called after every run with its begin and end on the probe's clock, ns. */
  ran(stage: string, begin: number, end: number): void
  warn(warning: Warning): void
}

/** A run that goes on beside others. Nothing of it reaches the cell or the probe before it is taken. */
export class StageRun<Output> {
  /** Never rejects. */
  readonly settled: Promise<void>
  #take: (() => Output) | null = null
  #settledAt = Number.NaN

  constructor(output: Promise<() => Output>, clock: Clock) {
    const settle = (take: () => Output) => {
      this.#take = take
      this.#settledAt = clock()
    }
    const fail = (error: unknown): never => {
      throw error
    }
    this.settled = output.then(settle, (error: unknown) => settle(() => fail(error)))
  }

  get isSettled(): boolean {
    return this.#take !== null
  }

  /** On the probe's clock, ns; NaN before. */
  get settledAt(): number {
    return this.#settledAt
  }

  /** Once, after it has settled. Throws what the stage threw. */
  take(): Output {
    if (this.#take === null) throw new Error('expected a run that has settled, found one under way')
    return this.#take()
  }
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
    start(input, stamp) {
      const begin = probe.clock()
      const result = stage(state, input, stamp)
      if (!(result instanceof Promise)) return finish(result, begin)
      // What it takes beside this thread is not the stage's compute on it.
      probe.ran(name, begin, probe.clock())
      return new StageRun(
        result.then((done) => () => accept(done)),
        probe.clock,
      )
    },
  }

  function accept(result: StageResult<State, Output>): Output {
    state = result.state
    for (const warning of result.warnings) probe.warn(warning)
    return result.output
  }

  function finish(result: StageResult<State, Output>, begin: number): Output {
    const output = accept(result)
    probe.ran(name, begin, probe.clock())
    return output
  }
}
