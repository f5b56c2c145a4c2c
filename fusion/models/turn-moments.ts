/** Indices into the moments: C_k = ∫ s^k·cos(u·s) ds and S_k = ∫ s^k·sin(u·s) ds over 0 ≤ s ≤ 1. */
export const TURN = { c0: 0, s0: 1, c1: 2, s1: 3, c2: 4, s2: 5 } as const
export const TURN_MOMENTS = 6

/** Below this turn (rad) the closed forms lose digits to cancellation and the power series is used. */
const SERIES_LIMIT = 0.3

/**
 * Writes the six moments for a turn of u rad into `out`. Closed forms by partial integration, their Taylor series (six
 * terms, error below 1e-16) for small u: the two agree to 1e-13 where they meet.
 */
export function writeTurnMoments(out: Float64Array, u: number): void {
  if (Math.abs(u) < SERIES_LIMIT) writeSeries(out, u)
  else writeClosedForms(out, u)
}

function writeClosedForms(out: Float64Array, u: number): void {
  const sin = Math.sin(u)
  const cos = Math.cos(u)
  const inverse = 1 / u
  const c0 = sin * inverse
  const s0 = (1 - cos) * inverse
  const c1 = (sin - s0) * inverse
  const s1 = (c0 - cos) * inverse
  out[TURN.c0] = c0
  out[TURN.s0] = s0
  out[TURN.c1] = c1
  out[TURN.s1] = s1
  out[TURN.c2] = (sin - 2 * s1) * inverse
  out[TURN.s2] = (2 * c1 - cos) * inverse
}

/** C_k = Σ (-1)^j·u^2j / ((2j)!·(2j+k+1)), S_k = Σ (-1)^j·u^(2j+1) / ((2j+1)!·(2j+k+2)), by Horner. */
function writeSeries(out: Float64Array, u: number): void {
  const w = -u * u
  out[TURN.c0] = 1 + w * (1 / 6 + w * (1 / 120 + w * (1 / 5040 + w * (1 / 362880 + w * (1 / 39916800)))))
  out[TURN.s0] = u * (1 / 2 + w * (1 / 24 + w * (1 / 720 + w * (1 / 40320 + w * (1 / 3628800 + w * (1 / 479001600))))))
  out[TURN.c1] = 1 / 2 + w * (1 / 8 + w * (1 / 144 + w * (1 / 5760 + w * (1 / 403200 + w * (1 / 43545600)))))
  out[TURN.s1] = u * (1 / 3 + w * (1 / 30 + w * (1 / 840 + w * (1 / 45360 + w * (1 / 3991680 + w * (1 / 518918400))))))
  out[TURN.c2] = 1 / 3 + w * (1 / 10 + w * (1 / 168 + w * (1 / 6480 + w * (1 / 443520 + w * (1 / 47174400)))))
  out[TURN.s2] = u * (1 / 4 + w * (1 / 36 + w * (1 / 960 + w * (1 / 50400 + w * (1 / 4354560 + w * (1 / 558835200))))))
}
