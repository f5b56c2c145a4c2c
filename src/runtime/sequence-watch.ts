import type { Message } from '../core/messages.ts'
import type { Stamp } from '../core/time.ts'
import type { Warning } from '../core/warning.ts'

/** Keys remembered a topic: at 1 kHz a second, more than any order window holds of one topic. */
const REMEMBERED = 1024
/** A sequence that falls by more than this is a restarted source, not a late message. */
const RESTART = 1000
/** A gap is reported when it has not been filled for this long, ns: until then the message may only be late. */
const PATIENCE = 1e9
/** Sequences that may be open at once: as many as a window full of shuffled messages can leave open. */
const LARGEST_PENDING_GAP = 1024

interface TopicMemory {
  readonly stamps: Float64Array
  readonly sequences: Float64Array
  next: number
  newestSequence: number
  newestStamp: Stamp
  /** Sequences passed over, with the stamp at which that was noticed. */
  readonly missing: Map<number, Stamp>
}

type Warn = (warning: Warning) => void

export interface SequenceWatch {
  /** False for a duplicate, which is counted. Gaps and stamps that jump back are counted and accepted. */
  accept(message: Message, warn: Warn): boolean
  /** Reports the gaps that stayed open to the end. */
  finish(warn: Warn): void
}

/** Finds duplicates (same topic, stamp and sequence) and gaps in the sequence of each topic, in bounded memory. */
export function createSequenceWatch(): SequenceWatch {
  const topics = new Map<string, TopicMemory>()
  return {
    accept(message, warn) {
      const memory = topics.get(message.topic) ?? createMemory()
      topics.set(message.topic, memory)
      if (isKnown(memory, message)) {
        warn(warning('duplicate-message', message, 'a new stamp and sequence', 'both seen before'))
        return false
      }
      memory.missing.delete(message.sequence)
      noticeGap(memory, message, warn)
      if (message.sequence > memory.newestSequence && message.stamp < memory.newestStamp) {
        const found = `${((memory.newestStamp - message.stamp) / 1e9).toFixed(3)} s earlier`
        warn(warning('stamp-jumped-back', message, 'stamps that rise with the sequence', found))
      }
      remember(memory, message)
      return true
    },
    finish(warn) {
      for (const [topic, memory] of topics) {
        for (const [sequence, stamp] of memory.missing) warn(missing(topic, stamp, 1, sequence))
        memory.missing.clear()
      }
    },
  }
}

function isKnown(memory: TopicMemory, message: Message): boolean {
  if (message.sequence > memory.newestSequence) return false
  for (let i = 0; i < REMEMBERED; i++) {
    if (memory.stamps[i] === message.stamp && memory.sequences[i] === message.sequence) return true
  }
  return false
}

function noticeGap(memory: TopicMemory, message: Message, warn: Warn): void {
  const gap = message.sequence - memory.newestSequence - 1
  if (gap > 0 && Number.isFinite(gap)) {
    if (gap > LARGEST_PENDING_GAP) warn(missing(message.topic, message.stamp, gap, memory.newestSequence + 1))
    else for (let i = 1; i <= gap; i++) memory.missing.set(memory.newestSequence + i, message.stamp)
  }
  for (const [sequence, stamp] of memory.missing) {
    if (message.stamp - stamp < PATIENCE && memory.missing.size <= LARGEST_PENDING_GAP) break
    warn(missing(message.topic, stamp, 1, sequence))
    memory.missing.delete(sequence)
  }
}

function createMemory(): TopicMemory {
  return {
    stamps: new Float64Array(REMEMBERED).fill(Number.NaN),
    sequences: new Float64Array(REMEMBERED),
    next: 0,
    newestSequence: Number.NEGATIVE_INFINITY,
    newestStamp: Number.NEGATIVE_INFINITY,
    missing: new Map(),
  }
}

function remember(memory: TopicMemory, message: Message): void {
  memory.stamps[memory.next] = message.stamp
  memory.sequences[memory.next] = message.sequence
  memory.next = (memory.next + 1) % REMEMBERED
  const isRestart = message.sequence < memory.newestSequence - RESTART
  if (message.sequence > memory.newestSequence || isRestart) memory.newestSequence = message.sequence
  if (message.stamp > memory.newestStamp) memory.newestStamp = message.stamp
}

function missing(topic: string, stamp: Stamp, count: number, first: number): Warning {
  const found = count === 1 ? 'it never came' : `the next ${count} never came`
  return {
    code: 'missing-message',
    stamp,
    detail: `${topic} at ${(stamp / 1e9).toFixed(3)} s: expected sequence ${first}, ${found}`,
  }
}

function warning(code: string, message: Message, expected: string, found: string): Warning {
  const where = `${message.topic} at ${(message.stamp / 1e9).toFixed(3)} s`
  return { code, stamp: message.stamp, detail: `${where}: expected ${expected}, found ${found}` }
}
