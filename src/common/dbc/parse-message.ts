import type { DbcDraft } from './draft.ts'
import type { DbcScanner } from './scanner.ts'

/** Stands for "no node" in sender and receiver lists. */
const NO_NODE = 'Vector__XXX'
const LARGEST_ID = 0xffff_ffff

/** `BO_ id name: length sender` */
export function parseMessage(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const id = messageId(scanner)
  const name = scanner.name('a message name')
  scanner.expect(':')
  const length = scanner.natural('the payload length in bytes')
  const sender = scanner.isLineEnd ? NO_NODE : scanner.name('a sender')
  draft.addMessage({
    id,
    name,
    length,
    senders: sender === NO_NODE ? [] : [sender],
    signals: [],
    signalGroups: [],
    comment: '',
    attributes: new Map(),
    textOffset: offset,
  })
}

/** `SG_ name [M|m3|m3M] : start|length@order sign (factor,offset) [minimum|maximum] "unit" receivers` */
export function parseSignal(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const message = draft.openMessage
  if (message === null) throw scanner.errorAt(offset, 'BO_ before SG_', 'a signal outside a message')
  const name = scanner.name('a signal name')
  const mark = scanner.peek(':') ? NO_MARK : multiplexMark(scanner, draft, name)
  scanner.expect(':')
  const start = scanner.natural('the start bit')
  scanner.expect('|')
  const lengthOffset = scanner.offset
  const length = scanner.natural('the length in bits')
  if (length < 1 || length > 64) throw scanner.errorAt(lengthOffset, 'a length of 1 to 64 bits', `${length}`)
  scanner.expect('@')
  const isIntel = scanner.oneOf('01', 'the byte order 0 or 1') === '1'
  const isSigned = scanner.oneOf('+-', "the sign '+' or '-'") === '-'
  scanner.expect('(')
  const factorOffset = scanner.offset
  const factor = scanner.number('the factor')
  if (factor === 0) throw scanner.errorAt(factorOffset, 'a factor other than 0', '0')
  scanner.expect(',')
  const physicalOffset = scanner.number('the offset')
  scanner.expect(')')
  const [minimum, maximum] = parseRange(scanner)
  const unit = scanner.string('the unit as a string')
  message.signals.push({
    name,
    start,
    length,
    byteOrder: isIntel ? 'intel' : 'motorola',
    isSigned,
    rawType: 'integer',
    factor,
    offset: physicalOffset,
    minimum,
    maximum,
    unit,
    receivers: parseReceivers(scanner),
    ...mark,
    multiplexing: null,
    choices: new Map(),
    comment: '',
    attributes: new Map(),
    textOffset: offset,
  })
}

/** `[minimum|maximum]` */
export function parseRange(scanner: DbcScanner): [number, number] {
  scanner.expect('[')
  const minimum = scanner.number('the minimum')
  scanner.expect('|')
  const maximum = scanner.number('the maximum')
  scanner.expect(']')
  return [minimum, maximum]
}

/** `BO_TX_BU_ id : sender,sender;` */
export function parseSenders(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const message = draft.findMessage(messageId(scanner), offset)
  scanner.expect(':')
  while (!scanner.accept(';')) {
    const sender = scanner.name("a sender or ';'")
    scanner.accept(',')
    if (message !== null && !message.senders.includes(sender)) message.senders.push(sender)
  }
}

/** `SIG_GROUP_ id name repetitions : signal signal;` */
export function parseSignalGroup(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const message = draft.findMessage(messageId(scanner), offset)
  const name = scanner.name('a signal group name')
  const repetitions = scanner.natural('the number of repetitions')
  scanner.expect(':')
  const signals: string[] = []
  while (!scanner.accept(';')) {
    signals.push(scanner.name("a signal name or ';'"))
    scanner.accept(',')
  }
  message?.signalGroups.push({ name, repetitions, signals })
}

/** `SIG_VALTYPE_ id signal : 1;` with 0 integer, 1 float32, 2 float64 */
export function parseRawType(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const signal = draft.findSignal(messageId(scanner), scanner.name('a signal name'), offset)
  scanner.accept(':')
  const type = scanner.oneOf('0123', 'the value type 0 to 3')
  draft.endStatement()
  if (type === '3') draft.warn(offset, 'value type 3 is not one that the format describes: read as an integer')
  if (signal !== null) signal.rawType = type === '1' ? 'float32' : type === '2' ? 'float64' : 'integer'
}

/** `SG_MUL_VAL_ id signal multiplexor 0-0, 3-5;` */
export function parseExtendedMultiplexing(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const id = messageId(scanner)
  const signal = draft.findSignal(id, scanner.name('a signal name'), offset)
  const multiplexor = draft.findSignal(id, scanner.name('a multiplexor name'), offset)
  const ranges: [number, number][] = []
  do {
    const low = scanner.natural('the first multiplexor value')
    scanner.expect('-')
    ranges.push([low, scanner.natural('the last multiplexor value')])
  } while (scanner.accept(',') || !scanner.peek(';'))
  draft.endStatement()
  if (signal === null || multiplexor === null) return
  multiplexor.isMultiplexor = true
  signal.multiplexing = { multiplexor: multiplexor.name, ranges }
}

export function messageId(scanner: DbcScanner): number {
  const offset = scanner.offset
  const id = scanner.natural('a message id')
  if (id > LARGEST_ID) throw scanner.errorAt(offset, `a message id up to ${LARGEST_ID}`, `${id}`)
  return id
}

function parseReceivers(scanner: DbcScanner): string[] {
  const receivers: string[] = []
  while (!scanner.isLineEnd) {
    const receiver = scanner.name('a receiver or the end of the line')
    scanner.accept(',')
    if (receiver !== NO_NODE) receivers.push(receiver)
  }
  return receivers
}

interface MultiplexMark {
  readonly isMultiplexor: boolean
  readonly multiplexedValue: number
}
const NO_MARK: MultiplexMark = { isMultiplexor: false, multiplexedValue: -1 }

function multiplexMark(scanner: DbcScanner, draft: DbcDraft, signal: string): MultiplexMark {
  const offset = scanner.offset
  const mark = scanner.word("':' or a multiplex mark")
  const parts = /^(M)$|^m(\d*)(M?)$/.exec(mark)
  if (parts === null) throw scanner.errorAt(offset, "':' or a multiplex mark (M, m3 or m3M)", `'${mark}'`)
  const [, root, value, nested] = parts
  if (root !== undefined) return { isMultiplexor: true, multiplexedValue: -1 }
  if (value === '') {
    draft.warn(offset, `signal ${signal} has the mark '${mark}' without a value: read as the multiplexor M`)
    return { isMultiplexor: true, multiplexedValue: -1 }
  }
  return { isMultiplexor: nested === 'M', multiplexedValue: Number(value) }
}
