/** Counts one more of `reason`. */
export function countRefusals(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1)
}

/**
 * Prints what a decoding gave, as lines for people or as one JSON object: `result`, the refused packets by reason and what
 * the recording itself had wrong.
 */
export function printDecoding(
  result: Readonly<Record<string, unknown>>,
  refused: ReadonlyMap<string, number>,
  problems: ReadonlyMap<string, number>,
  asJson: boolean,
): void {
  const total = [...refused.values()].reduce((sum, count) => sum + count, 0)
  const all = {
    ...result,
    refused: total,
    refused_by_reason: Object.fromEntries(refused),
    problems: Object.fromEntries(problems),
  }
  if (asJson) {
    process.stdout.write(`${JSON.stringify(all)}\n`)
    return
  }
  for (const [name, value] of Object.entries(all)) process.stdout.write(`${line(name, value)}\n`)
}

function line(name: string, value: unknown): string {
  const label = name.replaceAll('_', ' ').padEnd(18)
  if (typeof value !== 'object' || value === null) return label + String(value)
  const entries = Object.entries(value)
  return label + (entries.length === 0 ? '-' : entries.map(([key, count]) => `${key} ${count}`).join(', '))
}
