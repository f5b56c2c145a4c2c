/**
 * One tracked object under a bank of interacting models, as views into one flat store: a probability, a mean and a
 * covariance a model. All of it lies in [offset, offset + length): copying that range snapshots the object.
 */
export interface ModelStates {
  /** models */
  readonly probabilities: Float64Array
  /** A mean (n) a model. */
  readonly means: readonly Float64Array[]
  /** A covariance (n×n) a model. */
  readonly covariances: readonly Float64Array[]
}

/** Elements that {@link viewModelStates} needs. */
export function modelStatesLength(models: number, stateSize: number): number {
  return models * (1 + stateSize + stateSize * stateSize)
}

/** Views on `store` from `offset`; made once a slot, not once a call. */
export function viewModelStates(store: Float64Array, offset: number, models: number, stateSize: number): ModelStates {
  const means: Float64Array[] = []
  const covariances: Float64Array[] = []
  let next = offset + models
  for (let i = 0; i < models; i++, next += stateSize) means.push(store.subarray(next, next + stateSize))
  const square = stateSize * stateSize
  for (let i = 0; i < models; i++, next += square) covariances.push(store.subarray(next, next + square))
  return { probabilities: store.subarray(offset, offset + models), means, covariances }
}
