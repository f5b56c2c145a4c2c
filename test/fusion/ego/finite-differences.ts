/**
 * Central differences of f: Rⁿ → Rᵐ at x, row-major m×n. `steps` are the step sizes, one an element. `difference`
 * subtracts two outputs (angles the short way round).
 */
export function numericalJacobian(
  f: (x: Float64Array) => Float64Array,
  x: Float64Array,
  step: number,
  difference: (a: number, b: number, row: number) => number = (a, b) => a - b,
): Float64Array {
  const n = x.length
  const m = f(x).length
  const jacobian = new Float64Array(m * n)
  for (let j = 0; j < n; j++) {
    const plus = Float64Array.from(x)
    const minus = Float64Array.from(x)
    plus[j] = x[j]! + step
    minus[j] = x[j]! - step
    const above = f(plus)
    const below = f(minus)
    for (let i = 0; i < m; i++) jacobian[i * n + j] = difference(above[i]!, below[i]!, i) / (2 * step)
  }
  return jacobian
}
