/** Bit 31 of an id marks an extended (29-bit) identifier, in DBC files and in {@link CanFrames}. */
export const EXTENDED_ID_FLAG = 0x8000_0000

/** A CAN database: what the messages of one bus mean. */
export interface DbcDatabase {
  /** Where it was read from, for messages to people. */
  readonly file: string
  readonly version: string
  readonly nodes: readonly DbcNode[]
  readonly messages: readonly DbcMessage[]
  /** Signals that belong to no message (kept by editors in the container VECTOR__INDEPENDENT_SIG_MSG). */
  readonly orphanSignals: readonly DbcSignal[]
  readonly valueTables: ReadonlyMap<string, ValueTable>
  readonly environmentVariables: readonly DbcEnvironmentVariable[]
  readonly attributeDefinitions: ReadonlyMap<string, DbcAttributeDefinition>
  /** Attributes of the network itself. */
  readonly attributes: DbcAttributes
  /** Attributes of a relation, e.g. of a node to a signal that it receives. */
  readonly relationAttributes: readonly DbcRelationAttribute[]
  readonly comment: string
  /** Names in lines `CM_ "IMPORT name.dbc";` (opendbc's convention): files whose messages belong to this one. */
  readonly imports: readonly string[]
  readonly warnings: readonly DbcWarning[]
}

/** Something odd that does not make the file unreadable. */
export interface DbcWarning {
  readonly file: string
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  readonly detail: string
}

/** What raw values mean in words. Keys beyond 2^53 are rounded to the nearest double. */
export type ValueTable = ReadonlyMap<number, string>

export type DbcAttributeValue = number | string
export type DbcAttributes = ReadonlyMap<string, DbcAttributeValue>

export interface DbcNode {
  readonly name: string
  readonly comment: string
  readonly attributes: DbcAttributes
}

export interface DbcMessage {
  /** Bit 31 set for extended ids ({@link EXTENDED_ID_FLAG}). */
  readonly id: number
  readonly name: string
  /** Payload length in bytes as declared; long ones are CAN FD or a transport protocol's (J1939). */
  readonly length: number
  /** Sending nodes; empty when the file names none. */
  readonly senders: readonly string[]
  readonly signals: readonly DbcSignal[]
  readonly signalGroups: readonly DbcSignalGroup[]
  readonly comment: string
  readonly attributes: DbcAttributes
}

export interface DbcSignalGroup {
  readonly name: string
  readonly repetitions: number
  readonly signals: readonly string[]
}

/** intel = little-endian, start is the least significant bit; motorola = big-endian, start is the most significant. */
export type ByteOrder = 'intel' | 'motorola'
export type RawType = 'integer' | 'float32' | 'float64'

export interface DbcSignal {
  readonly name: string
  /** Bit number as in the file: byte ⌊start / 8⌋, bit start mod 8 counted from that byte's least significant one. */
  readonly start: number
  /** Bits, 1..64. */
  readonly length: number
  readonly byteOrder: ByteOrder
  readonly isSigned: boolean
  readonly rawType: RawType
  /** physical = raw · factor + offset */
  readonly factor: number
  readonly offset: number
  /** Physical range as declared. Often wrong, and [0|0] when nobody filled it in: reported, never applied. */
  readonly minimum: number
  readonly maximum: number
  readonly unit: string
  readonly receivers: readonly string[]
  /** Other signals are present or not by this one's raw value. */
  readonly isMultiplexor: boolean
  /** When the signal is in the frame; null = always. */
  readonly multiplexing: Multiplexing | null
  /** Raw value → meaning. */
  readonly choices: ValueTable
  readonly comment: string
  readonly attributes: DbcAttributes
}

export interface Multiplexing {
  /** Name of the multiplexor signal in the same message. */
  readonly multiplexor: string
  /** Raw values of the multiplexor, both ends included, with which the signal is present. */
  readonly ranges: readonly (readonly [low: number, high: number])[]
}

export interface DbcEnvironmentVariable {
  readonly name: string
  readonly minimum: number
  readonly maximum: number
  readonly unit: string
  readonly initial: number
  readonly choices: ValueTable
  readonly comment: string
  readonly attributes: DbcAttributes
}

export const ATTRIBUTE_TARGETS = ['network', 'node', 'message', 'signal', 'environment', 'relation'] as const
export type AttributeTarget = (typeof ATTRIBUTE_TARGETS)[number]

export interface DbcAttributeDefinition {
  readonly name: string
  readonly target: AttributeTarget
  readonly type: 'INT' | 'HEX' | 'FLOAT' | 'STRING' | 'ENUM'
  /** Empty unless the type is ENUM. */
  readonly values: readonly string[]
  /** [0, 0] where the type has none. */
  readonly range: readonly [number, number]
  /** null when the file gives no default. */
  readonly default: DbcAttributeValue | null
}

export interface DbcRelationAttribute {
  readonly name: string
  /** The relation's words in the file's order, e.g. `BU_SG_REL_ ECU2 SG_ 82 signal_1`. */
  readonly relation: string
  readonly value: DbcAttributeValue
}

/** True when the value lies in the declared physical range, or none is declared ([0|0]). NaN is in no range. */
export function isInRange(signal: DbcSignal, value: number): boolean {
  if (signal.minimum === 0 && signal.maximum === 0) return !Number.isNaN(value)
  return value >= signal.minimum && value <= signal.maximum
}

/**
 * One database of several. The first one's file name, version and comment stay. Where two have a message of the same id,
 * the first one's is kept and a warning added; of nodes, tables and attributes of one name, the first is kept. So put the
 * more specific file first.
 */
export function mergeDatabases(databases: readonly DbcDatabase[]): DbcDatabase {
  const first = databases[0]
  if (first === undefined) throw new RangeError('mergeDatabases: expected at least one database, found none')
  const warnings = databases.flatMap((database) => database.warnings)
  const messages: DbcMessage[] = []
  const byId = new Map<number, DbcDatabase>()
  for (const database of databases) {
    for (const message of database.messages) {
      const owner = byId.get(message.id)
      if (owner !== undefined && owner !== database) {
        const detail = `message ${message.name} (${formatId(message.id)}) is already defined in ${owner.file}: the first one is kept`
        warnings.push({ file: database.file, line: 1, column: 1, detail })
        continue
      }
      if (owner === undefined) byId.set(message.id, database)
      messages.push(message)
    }
  }
  return {
    ...first,
    messages,
    warnings,
    nodes: firstOfEachName(databases.flatMap((database) => database.nodes)),
    orphanSignals: databases.flatMap((database) => database.orphanSignals),
    valueTables: firstOfEachKey(databases.map((database) => database.valueTables)),
    environmentVariables: firstOfEachName(databases.flatMap((database) => database.environmentVariables)),
    attributeDefinitions: firstOfEachKey(databases.map((database) => database.attributeDefinitions)),
    attributes: firstOfEachKey(databases.map((database) => database.attributes)),
    relationAttributes: databases.flatMap((database) => database.relationAttributes),
    imports: [],
  }
}

/** `0x1A0`, with an `x` behind extended ids as in other CAN tools: `0x18FEF100x`. */
export function formatId(id: number): string {
  const isExtended = id >= EXTENDED_ID_FLAG
  return `0x${(isExtended ? id - EXTENDED_ID_FLAG : id).toString(16).toUpperCase()}${isExtended ? 'x' : ''}`
}

function firstOfEachName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...firstOfEachKey(items.map((item) => new Map([[item.name, item]]))).values()]
}

function firstOfEachKey<T>(maps: readonly ReadonlyMap<string, T>[]): Map<string, T> {
  const merged = new Map<string, T>()
  for (const map of maps) {
    for (const [key, value] of map) if (!merged.has(key)) merged.set(key, value)
  }
  return merged
}
