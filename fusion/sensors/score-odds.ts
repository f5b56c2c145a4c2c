/** Log-odds that no single network detection goes beyond: scores of 0 and 1 are no certainties. */
const LEAST = -2
const LARGEST = 2

/** Log-odds that a detection is of a true object, from a network's score in 0..1; a score that is none counts as 0.5. */
export function oddsOfScore(score: number): number {
  if (!(score >= 0 && score <= 1)) return 0
  return Math.min(LARGEST, Math.max(LEAST, Math.log(score / (1 - score))))
}
