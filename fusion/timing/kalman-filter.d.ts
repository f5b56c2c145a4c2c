/** The part of `kalman-filter` 2.3 that this project uses; the package brings no types of its own. */
declare module 'kalman-filter' {
  /** Rows of columns; a mean is n×1. */
  type Rows = readonly (readonly number[])[]

  class State {
    constructor(state: { mean: Rows; covariance: Rows; index?: number })
    readonly mean: number[][]
    readonly covariance: number[][]
    readonly index: number
  }

  /** Constant, or computed from what `predict` or `correct` was called with. */
  type Computed<Context> = Rows | ((context: Context) => Rows)

  interface PredictContext {
    readonly previousCorrected: State
    readonly [option: string]: unknown
  }

  interface CorrectContext {
    readonly predicted: State
    readonly [option: string]: unknown
  }

  class KalmanFilter {
    constructor(config: {
      dynamic: {
        dimension: number
        init: { mean: Rows; covariance: Rows; index: number }
        transition: Computed<PredictContext>
        covariance: Computed<PredictContext>
        /** Extended filter: the motion itself; `transition` is then its Jacobian. */
        fn?: (context: PredictContext) => Rows
      }
      observation: {
        dimension: number
        stateProjection: Computed<CorrectContext>
        covariance: Computed<CorrectContext>
        /** Extended filter: the measurement itself; `stateProjection` is then its Jacobian. */
        fn?: (context: CorrectContext) => Rows
      }
    })
    getInitState(): State
    predict(options: { previousCorrected: State; [option: string]: unknown }): State
    correct(options: { predicted: State; observation: readonly number[]; [option: string]: unknown }): State
  }

  const library: { KalmanFilter: typeof KalmanFilter; State: typeof State }
  export default library
  export type { KalmanFilter, State }
}
