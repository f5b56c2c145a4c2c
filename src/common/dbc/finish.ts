import { lastByte } from './bit-field.ts'
import type { DbcDatabase } from './database.ts'
import type { DbcDraft, DraftMessage } from './draft.ts'
import { resolveMultiplexing } from './multiplexing.ts'

/** Editors keep signals that no message uses in a message of this name. */
const ORPHAN_CONTAINER = 'VECTOR__INDEPENDENT_SIG_MSG'

/**
 * The database of a text that has been read to its end: multiplexing completed, layout looked at, orphans set apart.
 * @throws DbcError when multiplexors depend on one another in a circle
 */
export function finishDatabase(draft: DbcDraft): DbcDatabase {
  for (const message of draft.messages) {
    if (message.name === ORPHAN_CONTAINER) continue
    resolveMultiplexing(draft, message)
    checkLayout(draft, message)
  }
  return {
    file: draft.scanner.file,
    version: draft.version,
    comment: draft.network.comment,
    attributes: draft.network.attributes,
    nodes: [...draft.nodes.values()],
    messages: draft.messages.filter((message) => message.name !== ORPHAN_CONTAINER),
    orphanSignals: draft.messages.filter((message) => message.name === ORPHAN_CONTAINER).flatMap((m) => m.signals),
    valueTables: draft.valueTables,
    environmentVariables: [...draft.environmentVariables.values()],
    attributeDefinitions: draft.attributeDefinitions,
    relationAttributes: draft.relationAttributes,
    imports: draft.imports,
    warnings: draft.warnings,
  }
}

/**
 * Signals outside their message stand in real files (four of opendbc's 64), because the declared length is
 * wrong or the bus never sends them: a warning, and the codec treats them as absent whenever the payload is too short.
 */
function checkLayout(draft: DbcDraft, message: DraftMessage): void {
  const names = new Set<string>()
  for (const signal of message.signals) {
    const found = `message ${message.name} has ${message.length} bytes`
    if (lastByte(signal) >= message.length) {
      draft.warn(signal.textOffset, `signal ${signal.name} ends in byte ${lastByte(signal)}, ${found}`)
    }
    if (names.has(signal.name)) draft.warn(signal.textOffset, `message ${message.name} has two signals ${signal.name}`)
    names.add(signal.name)
    const floatBits = signal.rawType === 'float32' ? 32 : 64
    if (signal.rawType !== 'integer' && signal.length !== floatBits) {
      draft.warn(
        signal.textOffset,
        `signal ${signal.name} is a ${signal.rawType} of ${signal.length} bits: read as an integer`,
      )
      signal.rawType = 'integer'
    }
  }
}
