import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { canCommand } from '../../src/cli/can.ts'
import { InputError } from '../../src/core/errors.ts'

const folder = mkdtempSync(join(tmpdir(), 'axdrive-can-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const DBC = file(
  'car.dbc',
  `BO_ 291 Motion: 8 X
 SG_ Speed : 0|16@1+ (0.01,-67.67) [0|250] "km/h" X
 SG_ Gear : 16|4@1+ (1,0) [0|3] "" X
 SG_ Count : 20|4@1- (1,0) [0|0] "" X
BO_ 2147483649 Serial: 8 X
 SG_ Number : 0|64@1+ (1,0) [0|0] "" X
VAL_ 291 Gear 0 "park" 3 "drive" ;
`,
)
const LOG = file(
  'drive.log',
  `(1.500000) can0 123#371BF30000000000
(2.000000) can0 7FF#AB
nonsense
(3.000000) can1 00000001#FFFFFFFFFFFFFFFF
(4.000000) can0 123#371B
`,
)

async function run(...args: string[]): Promise<{ out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text
    return true
  })
  await canCommand().exitOverride().parseAsync(args, { from: 'user' })
  vi.restoreAllMocks()
  return { out, err }
}

describe('axdrive can decode', () => {
  it('prints one line a frame with values, units and choices, and goes on past a bad line', async () => {
    const { out, err } = await run('decode', LOG, '--dbc', DBC)
    expect(out.split('\n')).toEqual([
      '(1.500000) can0 0x123 Motion: Speed 2 km/h, Gear 3 "drive", Count -1',
      '(2.000000) can0 0x7FF unknown AB',
      '(3.000000) can1 0x1x Serial: Number 18446744073709551615',
      '(4.000000) can0 0x123 Motion: Speed 2 km/h',
      '',
    ])
    expect(err).toMatch(
      /^axdrive: warning: candump-line 1 times, first: .*drive\.log:3: expected .* found 'nonsense'\n$/,
    )
  })

  it('prints JSON lines, exact also for 64 bits', async () => {
    const { out } = await run('decode', LOG, '--dbc', DBC, '--json')
    const frames = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(frames[0]).toMatchObject({
      stamp: 1.5,
      bus: 'can0',
      id: 291,
      message: 'Motion',
      signals: { Speed: { value: expect.closeTo(2, 9), unit: 'km/h' }, Gear: { value: 3, choice: 'drive' } },
    })
    expect(frames[1]).toEqual({ stamp: 2, bus: 'can0', id: 0x7ff, data: 'AB', signals: {} })
    expect(frames[2].signals.Number.raw).toBe('18446744073709551615')
    expect(Object.keys(frames[3].signals)).toEqual(['Speed'])
  })

  it('takes the log behind the options, and several databases, of which the first one counts', async () => {
    const other = file('other.dbc', 'BO_ 291 Shadowed: 8 X\nBO_ 2047 Extra: 8 X\n SG_ A : 0|8@1+ (1,0) [0|0] "" X\n')
    const { out } = await run('decode', '--dbc', DBC, '--dbc', other, LOG)
    expect(out.split('\n').slice(0, 2)).toEqual([
      expect.stringContaining('0x123 Motion: Speed 2 km/h'),
      '(2.000000) can0 0x7FF Extra: A 171',
    ])
  })

  it('gives lines from which encode makes the same frames again', async () => {
    const { out } = await run('decode', LOG, '--dbc', DBC, '--json')
    const known = out
      .split('\n')
      .filter((line) => line.includes('"message"'))
      .join('\n')
    const { out: log } = await run('encode', file('known.jsonl', known), '--dbc', DBC)
    expect(log.split('\n')).toEqual([
      '(0000000001.500000) can0 123#371BF30000000000',
      '(0000000003.000000) can1 00000001#FFFFFFFFFFFFFFFF',
      '(0000000004.000000) can0 123#371B000000000000',
      '',
    ])
  })

  it.each([
    ['a missing database', ['decode', LOG, '--dbc', '/no/such.dbc'], /expected a CAN database .* \/no\/such\.dbc/],
    ['a database with an error', ['decode', LOG, '--dbc', file('bad.dbc', 'BO_ 1 A 8')], /bad\.dbc:1:9: expected ':'/],
    ['a missing log', ['decode', '/no/such.log', '--dbc', DBC], /found ENOENT/],
    ['a log that is none', ['decode', DBC, '--dbc', DBC], /car\.dbc:1: expected a candump line/],
  ])('refuses %s with one line', async (_, args, expected) => {
    const error = await run(...args).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(InputError)
    expect(String(error)).toMatch(expected)
    expect(String(error)).not.toContain('\n')
  })
})

describe('axdrive can encode', () => {
  const encode = (...lines: string[]) => run('encode', file('in.jsonl', lines.join('\n')), '--dbc', DBC)

  it('takes messages by name or id, and signals by number, choice or value', async () => {
    const { out } = await encode(
      '{"message":"Motion","signals":{"Speed":2,"Gear":"drive"}}',
      '',
      '{"id":291,"stamp":1436509052.249713,"bus":"vcan0","signals":{"Gear":{"value":1},"Count":-2}}',
    )
    expect(out).toBe('(0000000000.000000) can0 123#371B030000000000\n(1436509052.249713) vcan0 123#0000E10000000000\n')
  })

  it('warns of a value outside the declared range, and writes it', async () => {
    const { out, err } = await encode('{"message":"Motion","signals":{"Gear":7}}')
    expect(out).toContain('123#0000070000000000')
    expect(err).toMatch(/signal-range 1 times.*in\.jsonl:1: Motion\.Gear: expected 0 to 3, found 7/)
  })

  it.each([
    ['{"message":"None"}', /in\.jsonl:1: expected a message of .*car\.dbc, found None/],
    ['{"id":5}', /expected a message of .*car\.dbc, found 0x5/],
    ['{"message":"Motion","signals":{"Sped":1}}', /expected one of the signals Speed, Gear, Count, found Sped/],
    ['{"message":"Motion","signals":{"Gear":"fly"}}', /Gear: expected "park", "drive", found "fly"/],
    ['{"message":"Motion","signals":{"Gear":16}}', /Motion\.Gear: expected 0 to 15, which its bits can hold, found 16/],
    [
      '{"message":"Motion","signals":{"Gear":null}}',
      /signals\.Gear: a number, a choice, \{value\} or \{raw\}, found null/,
    ],
    ['{"message":"Motion"', /expected a JSON object, found/],
    ['[1]', /expected a JSON object, found \[1\]/],
    ['{"signals":{}}', /message: a name, or id: a number, found nothing/],
    ['{"message":"Motion","stamp":-1}', /stamp: seconds since 1970, found -1/],
  ])('refuses %s with line and reason', async (line, expected) => {
    await expect(encode(line)).rejects.toThrow(InputError)
    await expect(encode(line)).rejects.toThrow(expected)
  })
})
