/**
 * Cumulative distribution of chi-square: the regularised lower incomplete gamma function P(k/2, x/2), to about 1e-14, by
 * its series below the mean and Lentz's continued fraction above.
 * Source: Abramowitz, Stegun 1964, 6.5.29, 6.5.31, 26.4.19; Press et al. 2007, "Numerical Recipes", section 6.2.
 */
export function chiSquareCdf(x: number, degreesOfFreedom: number): number {
  if (!(x > 0)) return 0
  const a = degreesOfFreedom / 2
  const z = x / 2
  const scale = Math.exp(a * Math.log(z) - z - logGamma(a))
  return z < a + 1 ? scale * lowerSeries(a, z) : 1 - scale * upperFraction(a, z)
}

/**
 * The value that chi-square stays below with the given probability (0..1, both exclusive). Wilson and Hilferty's cube
 * gives the start, Newton's method inside a shrinking bracket the rest.
 * Source: Wilson, Hilferty 1931; Abramowitz, Stegun 1964, 26.4.17.
 */
export function chiSquareQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability > 0 && probability < 1 && degreesOfFreedom > 0)) {
    throw new Error(
      `expected 0 < probability < 1 and degrees of freedom > 0, found ${probability}, ${degreesOfFreedom}`,
    )
  }
  const spread = 2 / (9 * degreesOfFreedom)
  const start = degreesOfFreedom * (1 - spread + normalQuantile(probability) * Math.sqrt(spread)) ** 3
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let x = start > 0 ? start : 0.5 * degreesOfFreedom * probability
  for (let i = 0; i < MAXIMAL_STEPS; i++) {
    const excess = chiSquareCdf(x, degreesOfFreedom) - probability
    if (excess > 0) high = x
    else low = x
    let next = x - excess / density(x, degreesOfFreedom)
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x : 0.5 * (low + high)
    if (Math.abs(next - x) <= 1e-13 * x) return next
    x = next
  }
  return x
}

/**
 * The value that the standard normal stays below with the given probability; relative error below 1.15e-9.
 * Source: Acklam 2003, rational approximation of the inverse normal distribution.
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability)
  if (probability < TAIL) {
    const q = Math.sqrt(-2 * Math.log(probability))
    return horner(TAIL_NUMERATOR, q) / (q * horner(TAIL_DENOMINATOR, q) + 1)
  }
  const q = probability - 0.5
  const r = q * q
  return (q * horner(CENTRE_NUMERATOR, r)) / (r * horner(CENTRE_DENOMINATOR, r) + 1)
}

const MAXIMAL_STEPS = 200
const TAIL = 0.02425
const CENTRE_NUMERATOR = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const CENTRE_DENOMINATOR = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
]
const TAIL_NUMERATOR = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_DENOMINATOR = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

function density(x: number, degreesOfFreedom: number): number {
  const a = degreesOfFreedom / 2
  return 0.5 * Math.exp((a - 1) * Math.log(x / 2) - x / 2 - logGamma(a))
}

/** Σ z^n / (a·(a+1)·…·(a+n)). */
function lowerSeries(a: number, z: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n++) {
    term *= z / (a + n)
    sum += term
  }
  return sum
}

function upperFraction(a: number, z: number): number {
  let b = z + 1 - a
  let c = 1e300
  let d = 1 / b
  let value = d
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return value
}

/** ln Γ(x), x > 0, to about 1e-15: Lanczos 1964 with g = 7 and nine terms (Godfrey's coefficients). */
function logGamma(x: number): number {
  let sum = LANCZOS[0]!
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]
