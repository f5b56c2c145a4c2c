import type {
  DbcAttributeDefinition,
  DbcAttributeValue,
  DbcEnvironmentVariable,
  DbcMessage,
  DbcNode,
  DbcRelationAttribute,
  DbcSignal,
  DbcWarning,
  ValueTable,
} from './database.ts'
import type { DbcScanner } from './scanner.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What may have attributes and a comment. */
export interface Described {
  comment: string
  attributes: Map<string, DbcAttributeValue>
}

export type DraftNode = Mutable<DbcNode> & Described
export type DraftEnvironmentVariable = Mutable<DbcEnvironmentVariable> & Described
export type DraftMessage = Mutable<Omit<DbcMessage, 'signals'>> &
  Described & {
    /** Where its statement begins in the text. */
    readonly textOffset: number
    senders: string[]
    signals: DraftSignal[]
    signalGroups: DbcMessage['signalGroups'][number][]
  }
export type DraftSignal = Mutable<DbcSignal> &
  Described & {
    /** Where its statement begins in the text. */
    readonly textOffset: number
    /** m3 in the statement; -1 without a mark. */
    readonly multiplexedValue: number
  }

/** A database while its statements come in: later statements complete what earlier ones declared. */
export class DbcDraft {
  version = ''
  readonly network: Described = { comment: '', attributes: new Map() }
  readonly nodes = new Map<string, DraftNode>()
  readonly messages: DraftMessage[] = []
  readonly environmentVariables = new Map<string, DraftEnvironmentVariable>()
  readonly valueTables = new Map<string, ValueTable>()
  readonly attributeDefinitions = new Map<string, Mutable<DbcAttributeDefinition>>()
  readonly relationAttributes: DbcRelationAttribute[] = []
  readonly imports: string[] = []
  readonly warnings: DbcWarning[] = []
  readonly scanner: DbcScanner
  /** The message that SG_ statements belong to. */
  openMessage: DraftMessage | null = null
  readonly #byId = new Map<number, DraftMessage>()

  constructor(scanner: DbcScanner) {
    this.scanner = scanner
  }

  warn(offset: number, detail: string): void {
    this.warnings.push({ file: this.scanner.file, ...this.scanner.positionOf(offset), detail })
  }

  /** True at a semicolon, or where it was forgotten: before the end of the text, or a line end with a word behind it. */
  get isStatementEnd(): boolean {
    const scanner = this.scanner
    return scanner.peek(';') || scanner.isAtEnd || (scanner.isLineEnd && scanner.peekWord() !== '')
  }

  /** The statement's semicolon. Files made by hand forget it at line ends: a warning there, an error within a line. */
  endStatement(): void {
    if (this.scanner.accept(';')) return
    if (!this.scanner.isLineEnd) this.scanner.fail("';'")
    this.warn(this.scanner.offset, "the statement before lacks its ';'")
  }

  addMessage(message: DraftMessage): void {
    if (this.#byId.has(message.id)) this.warn(message.textOffset, `message id ${message.id} is defined twice`)
    else this.#byId.set(message.id, message)
    this.messages.push(message)
    this.openMessage = message
  }

  /** null, with a warning at `offset`, when no such message was declared. */
  findMessage(id: number, offset: number): DraftMessage | null {
    const message = this.#byId.get(id)
    if (message === undefined) this.warn(offset, `the statement is about message ${id}, which is not in this file`)
    return message ?? null
  }

  /** null, with a warning at `offset`, when no such signal was declared. */
  findSignal(id: number, name: string, offset: number): DraftSignal | null {
    const message = this.findMessage(id, offset)
    const signal = message?.signals.find((candidate) => candidate.name === name)
    if (message !== null && signal === undefined) {
      this.warn(offset, `the statement is about signal ${name}, which message ${message.name} does not have`)
    }
    return signal ?? null
  }

  /** The nodes list may lack one that is commented on or has attributes. */
  findNode(name: string, offset: number): DraftNode | null {
    const node = this.nodes.get(name)
    if (node === undefined) this.warn(offset, `the statement is about node ${name}, which is not in BU_`)
    return node ?? null
  }

  findEnvironmentVariable(name: string, offset: number): DraftEnvironmentVariable | null {
    const variable = this.environmentVariables.get(name)
    if (variable === undefined) this.warn(offset, `the statement is about ${name}, which no EV_ declares`)
    return variable ?? null
  }
}
