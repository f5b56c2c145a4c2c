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
BO_ 292 Muxed: 4 X
 SG_ Which M : 0|8@1+ (1,0) [0|0] "" X
 SG_ A m0 : 8|8@1+ (1,0) [0|0] "" X
 SG_ B m1 : 8|16@1+ (1,0) [0|0] "" X
BO_ 293 Awkward: 16 X
 SG_ Coarse : 0|32@1- (1e-08,1e+10) [0|0] "" X
 SG_ Single : 32|32@1- (1,0) [0|0] "" X
 SG_ Double : 64|64@1- (1,0) [0|0] "" X
BO_ 2147483649 Serial: 8 X
 SG_ Number : 0|64@1+ (1,0) [0|0] "" X
VAL_ 291 Gear 0 "park" 3 "drive" ;
SIG_VALTYPE_ 293 Single : 1;
SIG_VALTYPE_ 293 Double : 2;
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

  it('gives lines from which encode makes the same log again', async () => {
    const frames = [
      '(0000000001.500000) can0 123#371BF30000000000',
      '(0000000001.500001) can0 123#371B',
      '(0000000002.000000) can0 7FF#AB',
      '(0000000003.000000) can1 00000001#FFFFFFFFFFFFFFFF',
      '(0000000004.000000) can0 123#R8',
      '(0000000005.000000) can0 20000088#0000000000000001',
      '(0000000006.000000) can0 123##3371BF3000000000000',
      '(0000000007.000000) can0 123#371BF3ABABABABAB',
      '',
    ]
    const { out } = await run('decode', file('all.log', frames.join('\n')), '--dbc', DBC, '--json')
    const { out: log, err } = await run('encode', file('all.jsonl', out), '--dbc', DBC)
    expect(log.split('\n')).toEqual(frames)
    expect(err).toBe('')
  })

  it('tells a binary file in printable characters', async () => {
    const binary = join(folder, 'binary.log')
    writeFileSync(binary, Buffer.from('7f454c46021b5b33316d00ff0d9b0a00', 'hex'))
    await expect(run('decode', binary, '--dbc', DBC)).rejects.toThrow(/found '\\x7fELF\\x02\\x1b\[31m\\x00/)
    await expect(run('decode', binary, '--dbc', binary)).rejects.toThrow(/found '\\x7f'/)
    await expect(run('encode', binary, '--dbc', DBC)).rejects.toThrow(/^[^\p{Cc}]+$/u)
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

  it('writes signals over the data, and leaves all other bits', async () => {
    const { out } = await encode(
      '{"id":291,"data":"371BF3ABCDEF0123","signals":{"Gear":0}}',
      '{"id":291,"data":"371B","signals":{"Speed":{"value":-67.67}}}',
      '{"id":291,"data":"371B","signals":{"Gear":1}}',
      '{"id":2147483649,"data":"0000000000000000","signals":{"Number":{"raw":"18446744073709551615"}}}',
    )
    expect(out.split('\n').map((line) => line.split(' ')[2])).toEqual([
      '123#371BF0ABCDEF0123',
      '123#0000',
      '123#371B010000000000',
      '00000001#FFFFFFFFFFFFFFFF',
      undefined,
    ])
  })

  it('writes remote, error and CAN FD frames, and ids that the database does not know', async () => {
    const { out, err } = await encode(
      '{"message":"Motion","remote":8}',
      '{"id":5,"remote":0}',
      '{"id":136,"error":true,"data":"00"}',
      '{"id":5,"fd":1,"data":"AB"}',
      '{"id":2147483653,"data":"000102030405060708090A0B"}',
    )
    expect(out.split('\n').map((line) => line.split(' ')[2])).toEqual([
      '123#R8',
      '005#R',
      '20000088#00',
      '005##1AB',
      '00000005##0000102030405060708090A0B',
      undefined,
    ])
    expect(err).toBe('')
  })

  it('goes on past bad lines, which it counts and names', async () => {
    const { out, err } = await encode(
      '{"message":"Motion"}',
      '{"id":5}',
      'x',
      '{"message":"Motion","signals":{"Gear":1}}',
    )
    expect(out.split('\n').map((line) => line.split(' ')[2])).toEqual([
      '123#0000000000000000',
      '123#0000010000000000',
      undefined,
    ])
    expect(err).toMatch(/^axdrive: warning: can-record 2 times, first: \S+in\.jsonl:2: expected a message of .*0x5\n$/)
  })

  it('warns of a signal that its multiplexor does not select, and leaves it out', async () => {
    const { out, err } = await encode(
      '{"message":"Muxed","signals":{"Which":1,"B":5}}',
      '{"message":"Muxed","signals":{"Which":1,"A":5}}',
      '{"message":"Muxed","data":"00770000","signals":{"Which":1,"A":119}}',
    )
    expect(out.split('\n').map((line) => line.split(' ')[2])).toEqual([
      '124#01050000',
      '124#01000000',
      '124#01770000',
      undefined,
    ])
    expect(err).toMatch(
      /^axdrive: warning: signal-not-selected 2 times, first: \S+:2: expected a Which that selects Muxed\.A, found Which 1\n$/,
    )
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
    ['{"message":"Motion","data":"0G"}', /data: pairs of hexadecimal digits, found "0G"/],
    [`{"id":5,"data":"${'00'.repeat(65)}"}`, /data: at most 64 bytes, found 65/],
    ['{"message":"Motion","remote":9}', /remote: a number of bytes from 0 to 8, found 9/],
    ['{"message":"Motion","remote":8,"signals":{"Gear":1}}', /a remote frame without signals, found \["Gear"\]/],
    ['{"id":5,"remote":1,"data":"00"}', /a remote frame without data, found "00"/],
    ['{"id":5,"remote":1,"fd":0}', /a remote frame without CAN FD flags, found 0/],
    ['{"id":5,"fd":16,"data":""}', /fd: flags from 0 to 15, found 16/],
    ['{"message":"Motion","error":true}', /an error frame by its id, found null/],
    ['{"id":291,"error":true,"signals":{"Gear":1}}', /an error frame without signals/],
    ['{"id":4096,"data":"00"}', /expected an id up to 0x7FF, found 0x1000/],
    ['{"id":291.5}', /id: a whole number/],
    ['{"id":291,"message":"Muxed"}', /expected Motion as message of id 0x123, found Muxed/],
    ['{"id":5,"data":"00","signals":{"Gear":1}}', /expected a message of .*car\.dbc, found 0x5/],
    ['{"message":"Motion","signals":{"Gear":{"raw":"16"}}}', /Gear: expected a raw value of 4 bits, found 16/],
    ['{"message":"Motion","signals":{"__proto__":1}}', /expected one of the signals .*, found __proto__/],
  ])('refuses %s with line and reason', async (line, expected) => {
    await expect(encode(line)).rejects.toThrow(InputError)
    await expect(encode(line)).rejects.toThrow(expected)
  })
})
