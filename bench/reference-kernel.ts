/** Doubles in the kernel's matrices: 3 × 32 kB, inside a second-level cache. */
const N = 64
const a = new Float64Array(N * N).map((_, i) => Math.sin(i))
const b = new Float64Array(N * N).map((_, i) => Math.cos(i))
const product = new Float64Array(N * N)

/**
 * A fixed piece of arithmetic, timed beside each case. Its time stands for the machine's speed at that moment, so that
 * runs on other days or under other load can be compared. Never change it: baselines would lose their meaning.
 */
export function referenceKernel(): number {
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      let sum = 0
      for (let k = 0; k < N; k++) sum += a[i * N + k]! * b[k * N + j]!
      product[i * N + j] = sum
    }
  }
  return product[0]!
}
