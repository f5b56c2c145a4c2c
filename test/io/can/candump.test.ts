import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { type CandumpFrame, formatCandumpLine, parseCandumpLine } from '../../../src/io/can/candump.ts'
import { readCandumpLog, readLines } from '../../../src/io/can/candump-log.ts'

function parse(line: string): CandumpFrame {
  const parsed = parseCandumpLine(line)
  if (parsed.kind === 'problem') throw new Error(`expected ${parsed.expected}, found ${parsed.found}`)
  return parsed.frame
}

describe('a line of a candump log', () => {
  it('gives time, bus, id and bytes', () => {
    expect(parse('(1436509052.249713) vcan0 044#2A366C2BBA')).toEqual({
      microseconds: 1436509052249713,
      bus: 'vcan0',
      id: 0x44,
      data: Uint8Array.of(0x2a, 0x36, 0x6c, 0x2b, 0xba),
      remoteLength: null,
      fdFlags: null,
      isError: false,
    })
  })

  it('tells extended ids by their eight digits, error frames by their flag', () => {
    expect(parse('(0.000001) can0 00000044#')).toMatchObject({ id: 0x8000_0044, isError: false, microseconds: 1 })
    expect(parse('(0.000000) can0 18FEF100#AB')).toMatchObject({ id: 0x98fe_f100 })
    expect(parse('(0.000000) can0 20000088#0000000000000000')).toMatchObject({ id: 0x88, isError: true })
  })

  it('reads CAN FD, remote frames, directions and nanoseconds', () => {
    expect(parse('(0.000000) can0 123##3')).toMatchObject({ fdFlags: 3, data: new Uint8Array(0) })
    expect(parse(`(0.000000) can0 123##0${'AB'.repeat(64)}`).data).toHaveLength(64)
    expect(parse('(0.000000) can0 123#R')).toMatchObject({ remoteLength: 0 })
    expect(parse('(0.000000) can0 123#R8')).toMatchObject({ remoteLength: 8, data: new Uint8Array(0) })
    expect(parse('(0.000000) can0 123#11.22 R')).toMatchObject({ data: Uint8Array.of(0x11, 0x22) })
    expect(parse('(5.123456789) can0 123#').microseconds).toBe(5123457)
  })

  const ids = fc.oneof(
    fc.nat(0x7ff),
    fc.nat(0x1fff_ffff).map((id) => id + 0x8000_0000),
  )
  const frames = fc.oneof(
    fc.record({ id: ids, data: fc.uint8Array({ maxLength: 8 }), fdFlags: fc.constant(null) }),
    fc.record({ id: ids, data: fc.uint8Array({ maxLength: 64 }), fdFlags: fc.nat(15) }),
  )

  it('comes back the same after writing and reading, whatever the frame', () => {
    fc.assert(
      fc.property(frames, fc.nat(4e9), fc.nat(999_999), (frame, seconds, microseconds) => {
        const whole = {
          ...frame,
          bus: 'can1',
          remoteLength: null,
          isError: false,
          microseconds: seconds * 1e6 + microseconds,
        }
        expect(parse(formatCandumpLine(whole))).toEqual(whole)
      }),
    )
  })

  it.each([0, 8])('comes back the same for a remote frame of length %i and an error frame', (remoteLength) => {
    const frame = { id: 0x7ff, data: new Uint8Array(0), bus: 'x', fdFlags: null, isError: false, microseconds: 0 }
    expect(parse(formatCandumpLine({ ...frame, remoteLength }))).toEqual({ ...frame, remoteLength })
    const error = { ...frame, remoteLength: null, isError: true, data: Uint8Array.of(1) }
    expect(parse(formatCandumpLine(error))).toEqual(error)
  })
})

describe('a line of what candump shows', () => {
  it('gives the same frame, without a time unless there is one', () => {
    expect(parse('  vcan0  044   [5]  2A 36 6C 2B BA')).toEqual({
      ...parse('(1.000000) vcan0 044#2A366C2BBA'),
      microseconds: Number.NaN,
    })
    expect(parse(" (1.500000)  can0  RX - -  18FEF100   [2]  41 42   'AB'")).toMatchObject({
      microseconds: 1_500_000,
      id: 0x98fe_f100,
      data: Uint8Array.of(0x41, 0x42),
    })
    expect(parse('  can0  123   [0]')).toMatchObject({ data: new Uint8Array(0), fdFlags: null })
    expect(parse('  can0  123   [8]  remote request')).toMatchObject({ remoteLength: 8 })
    expect(parse('  can0  123  [08]  01 02 03 04 05 06 07 08')).toMatchObject({ fdFlags: 0 })
  })
})

describe('a line that is no frame', () => {
  it.each([
    ['hello', 'a candump line'],
    ['(1.0) can0 12#00', 'an id of 3 or 8 hexadecimal digits'],
    ['(1.0) can0 FFF#00', 'an id of 3 or 8 hexadecimal digits'],
    ['(1.0) can0 123#0', 'pairs of hexadecimal digits'],
    ['(1.0) can0 123#0G', 'pairs of hexadecimal digits'],
    ['(1.0) can0 123#001122334455667788', 'at most 8 bytes'],
    ['can0 123 [3] 11 22', '3 bytes'],
    ['(1.0) can0 123#R9', 'a request of at most 8 bytes'],
    ['can0 123 [12] remote request', 'a request of at most 8 bytes'],
    ['(1.0) can\u001b[31m 123#00', 'a candump line'],
  ])('%s is a problem, not an exception', (line, expected) => {
    expect(parseCandumpLine(line)).toMatchObject({ kind: 'problem', expected: expect.stringContaining(expected) })
  })
})

describe('a problem', () => {
  it('quotes the line in printable characters, and only its beginning', () => {
    const parsed = parseCandumpLine(`\u001b]0;title\u0007\u202e\u{e0041}é${'x'.repeat(100)}`)
    expect(parsed).toMatchObject({ kind: 'problem', found: expect.stringMatching(/^'[\x20-\x7eé]{60,100}…'$/) })
    expect(parsed).toMatchObject({ found: expect.stringContaining("'\\x1b]0;title\\x07\\u202e\\u{e0041}éxxx") })
  })
})

async function* lines(...all: string[]): AsyncGenerator<string> {
  yield* all
}

describe('a candump log', () => {
  it('is read past bad lines, which are warnings with their line number', async () => {
    const warnings: Warning[] = []
    const ids: number[] = []
    const log = lines('(1.0) can0 001#', '', 'garbage', '(1.0) can0 002#', '(1.0) can0 3#')
    for await (const frame of readCandumpLog(log, 'x.log', (warning) => warnings.push(warning))) ids.push(frame.id)
    expect(ids).toEqual([1, 2])
    expect(warnings.map(({ code, detail }) => `${code} ${detail.slice(0, 8)}`)).toEqual([
      'candump-line x.log:3:',
      'candump-line x.log:5:',
    ])
  })

  it('without one frame in its lines is bad input', async () => {
    const read = async () => {
      for await (const _ of readCandumpLog(lines('a', 'b'), 'x.log', () => {}));
    }
    await expect(read()).rejects.toThrow(InputError)
    await expect(read()).rejects.toThrow(/^x\.log:1: expected a candump line/)
  })

  it.each(['/no/such/file.log', '.'])('%s that cannot be read is bad input', async (path) => {
    const read = async () => {
      for await (const _ of readLines(path));
    }
    await expect(read()).rejects.toThrow(InputError)
  })
})
