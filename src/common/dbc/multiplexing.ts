import type { DbcDraft, DraftMessage, DraftSignal } from './draft.ts'

/**
 * Completes the `multiplexing` of a message's signals. SG_MUL_VAL_ statements have already set theirs; a signal with only
 * the short mark (m3) belongs to the message's multiplexor M.
 * @throws DbcError when multiplexors depend on one another in a circle
 */
export function resolveMultiplexing(draft: DbcDraft, message: DraftMessage): void {
  const root = message.signals.find((signal) => signal.isMultiplexor && signal.multiplexedValue < 0)
  for (const signal of message.signals) {
    if (signal.multiplexing !== null || signal.multiplexedValue < 0) continue
    if (root === undefined) {
      draft.warn(
        signal.textOffset,
        `signal ${signal.name} is multiplexed, but message ${message.name} has no multiplexor M`,
      )
      continue
    }
    signal.multiplexing = {
      multiplexor: root.name,
      ranges: [[signal.multiplexedValue, signal.multiplexedValue]],
    }
  }
  const byName = new Map(message.signals.map((signal) => [signal.name, signal]))
  for (const signal of message.signals) checkChain(draft, byName, signal)
}

function checkChain(draft: DbcDraft, byName: ReadonlyMap<string, DraftSignal>, signal: DraftSignal): void {
  const visited = new Set<DraftSignal>()
  for (let current = signal; current.multiplexing !== null; ) {
    visited.add(current)
    const next = byName.get(current.multiplexing.multiplexor)
    if (next === undefined) return
    if (visited.has(next)) {
      const expected = 'multiplexors that do not depend on themselves'
      throw draft.scanner.errorAt(
        signal.textOffset,
        expected,
        `'${signal.name}' multiplexed by '${next.name}' in a circle`,
      )
    }
    current = next
  }
}
