import { describe, expect, it } from 'vitest'
import { isInRange, mergeDatabases } from '../../../src/common/dbc/database.ts'
import { DbcError } from '../../../src/common/dbc/error.ts'
import { parseDbc } from '../../../src/common/dbc/parse.ts'

const TEXT = String.raw`VERSION "7" // a comment
NS_ :
	CM_
	BA_DEF_
BS_:
BU_: ECU1 ECU2

VAL_TABLE_ Gears 1 "first" 0 "none" ;

BO_ 100 Engine: 8 ECU1
 SG_ Mode M : 0|4@1+ (1,0) [0|15] "" ECU2,Vector__XXX
 SG_ Speed m1 : 7|12@0- (0.5,-1e1) [-20|+20.5] "rpm"  ECU2 ECU1
 SG_ Temperature m2M : 8|32@1- (1,0) [0|0] "°C" Vector__XXX
 SG_ 2nd m0 : 40|8@1+ (1,0) [0|0] "" Vector__XXX
 SG_ Raw : 56|8@1+ (1,0) [0|0] ""

BO_ 2566844926 Extended: 8 Vector__XXX

BO_TX_BU_ 100 : ECU1,ECU2;
EV_ Torque: 1 [0|20] "Nm" 5 2 DUMMY_NODE_VECTOR0 ECU1,ECU2;
CM_ "the network";
CM_ BU_ ECU1 "a node";
CM_ BO_ 100 "first line
second \"line\"; BO_ 5 not a statement";
CM_ SG_ 100 Speed "a signal";
CM_ EV_ Torque "a variable";
CM_ "IMPORT other.dbc";
BA_DEF_ BO_ "Send" ENUM "cyclic","once";
BA_DEF_ "Bus" STRING ;
BA_DEF_ SG_ "Start" FLOAT 0 100;
BA_DEF_REL_ BU_SG_REL_ "Timeout" INT 0 65535;
BA_DEF_DEF_ "Send" "once";
BA_DEF_DEF_ "Start" 2.5;
BA_DEF_DEF_REL_ "Timeout" 0;
BA_ "Bus" "CAN";
BA_ "Send" BO_ 100 0;
BA_ "Start" SG_ 100 Speed 3e1;
BA_REL_ "Timeout" BU_SG_REL_ ECU2 SG_ 100 Speed 6000;
VAL_ 100 Speed -1 "error" 16777215 "n/a" ;
VAL_ Torque 1 "low" ;
SIG_GROUP_ 100 Group 1 : Mode Speed;
SIG_VALTYPE_ 100 Temperature : 1;
SG_MUL_VAL_ 100 2nd Temperature 0-0, 3-5;
`

describe('parsing a CAN database', () => {
  const database = parseDbc(TEXT, 'test.dbc')
  const engine = database.messages[0]!
  const signal = (name: string) => engine.signals.find((candidate) => candidate.name === name)!

  it('reads messages with their ids, lengths and senders', () => {
    expect(database.messages.map(({ id, name, length, senders }) => ({ id, name, length, senders }))).toEqual([
      { id: 100, name: 'Engine', length: 8, senders: ['ECU1', 'ECU2'] },
      { id: 2566844926, name: 'Extended', length: 8, senders: [] },
    ])
  })

  it('reads layout, scale, range, unit and receivers of signals', () => {
    expect(signal('Speed')).toMatchObject({
      start: 7,
      length: 12,
      byteOrder: 'motorola',
      isSigned: true,
      factor: 0.5,
      offset: -10,
      minimum: -20,
      maximum: 20.5,
      unit: 'rpm',
      receivers: ['ECU2', 'ECU1'],
    })
    expect(signal('Mode')).toMatchObject({ byteOrder: 'intel', isSigned: false, receivers: ['ECU2'] })
    expect(signal('Raw').receivers).toEqual([])
    expect(signal('Temperature').rawType).toBe('float32')
  })

  it('reads short multiplex marks and lets extended multiplexing override them', () => {
    expect(signal('Mode')).toMatchObject({ isMultiplexor: true, multiplexing: null })
    expect(signal('Speed').multiplexing).toEqual({ multiplexor: 'Mode', ranges: [[1, 1]] })
    expect(signal('Temperature')).toMatchObject({ isMultiplexor: true })
    expect(signal('2nd').multiplexing).toEqual({
      multiplexor: 'Temperature',
      ranges: [
        [0, 0],
        [3, 5],
      ],
    })
  })

  it('reads comments over several lines, with quotes and semicolons in them', () => {
    expect(database.comment).toBe('the network')
    expect(engine.comment).toBe('first line\nsecond "line"; BO_ 5 not a statement')
    expect(signal('Speed').comment).toBe('a signal')
    expect(database.nodes[0]).toMatchObject({ name: 'ECU1', comment: 'a node' })
    expect(database.environmentVariables[0]).toMatchObject({ name: 'Torque', comment: 'a variable', initial: 5 })
  })

  it('reads value tables and choices', () => {
    expect(database.valueTables.get('Gears')).toEqual(
      new Map([
        [1, 'first'],
        [0, 'none'],
      ]),
    )
    expect(signal('Speed').choices.get(-1)).toBe('error')
    expect(database.environmentVariables[0]!.choices.get(1)).toBe('low')
  })

  it('reads attributes, and enumerations by name whichever way they stand in the file', () => {
    expect(database.attributeDefinitions.get('Send')).toEqual({
      name: 'Send',
      target: 'message',
      type: 'ENUM',
      values: ['cyclic', 'once'],
      range: [0, 0],
      default: 'once',
    })
    expect(database.attributes.get('Bus')).toBe('CAN')
    expect(engine.attributes.get('Send')).toBe('cyclic')
    expect(signal('Speed').attributes.get('Start')).toBe(30)
    expect(database.relationAttributes).toEqual([
      { name: 'Timeout', relation: 'BU_SG_REL_ ECU2 SG_ 100 Speed', value: 6000 },
    ])
  })

  it('names imports instead of keeping them as a comment', () => {
    expect(database.imports).toEqual(['other.dbc'])
  })

  it('has nothing to warn about', () => {
    expect(database.warnings).toEqual([])
    expect(engine.signalGroups).toEqual([{ name: 'Group', repetitions: 1, signals: ['Mode', 'Speed'] }])
  })
})

const MESSAGE = 'BO_ 1 A: 8 X\n'

describe('a malformed CAN database', () => {
  it.each([
    ['BO_ 1 A 8 X', 1, 9, "':'", "'8'"],
    ['BO_ x A: 8 X', 1, 5, 'a message id', "'x'"],
    ['\n\nBO_ 4294967296 A: 8 X', 3, 5, 'a message id up to 4294967295', '4294967296'],
    [`${MESSAGE} SG_ S : 0|8@2+ (1,0) [0|0] "" X`, 2, 14, 'the byte order 0 or 1', "'2'"],
    [`${MESSAGE} SG_ S : 0|8@1+ (1;0) [0|0] "" X`, 2, 19, "','", "';'"],
    [`${MESSAGE} SG_ S : 0|8@1+ (0,0) [0|0] "" X`, 2, 18, 'a factor other than 0', '0'],
    [`${MESSAGE} SG_ S : 0|65@1+ (1,0) [0|0] "" X`, 2, 12, 'a length of 1 to 64 bits', '65'],
    [`${MESSAGE} SG_ S q : 0|8@1+ (1,0) [0|0] "" X`, 2, 8, "':' or a multiplex mark (M, m3 or m3M)", "'q'"],
    [`${MESSAGE} SG_ S : 0|8@1+ (1,0) [0|0] km X`, 2, 29, 'the unit as a string', "'km'"],
    ['BU_: X\n SG_ S : 0|8@1+ (1,0) [0|0] "" X', 2, 2, 'BO_ before SG_', 'a signal outside a message'],
    [`BO 1 A: 8 X\n SG_ S : 0|8@1+ (1,0) [0|0] "" X`, 2, 2, 'BO_ before SG_', 'a signal outside a message'],
    [`${MESSAGE}CM_ BO_ 1 "open\nand on`, 2, 11, 'a closing quote', 'the end of the file'],
    [`${MESSAGE}CM_ BO_ 1 "text" more;`, 2, 18, "';'", "'more'"],
    [`${MESSAGE}BA_DEF_ "A" NUMBER 0 1;`, 2, 13, 'INT, HEX, FLOAT, STRING or ENUM', "'NUMBER'"],
    [`${MESSAGE}VAL_ 1 S 1 none ;`, 2, 12, 'the meaning of the value as a string', "'none'"],
    [`${MESSAGE}= 3`, 2, 1, 'a statement such as BO_, CM_ or VAL_', "'='"],
    ['', 1, 1, 'a CAN database (statements such as BO_, SG_)', 'none of its statements'],
    ['hello world\nthis is text', 1, 1, 'a CAN database (statements such as BO_, SG_)', 'none of its statements'],
  ])(
    'is refused with line, column, what was expected and what was found: %j',
    (text, line, column, expected, found) => {
      let error: unknown
      try {
        parseDbc(text, 'bad.dbc')
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(DbcError)
      expect(error).toMatchObject({ file: 'bad.dbc', line, column, expected, found })
      expect(String(error)).toContain(`bad.dbc:${line}:${column}: expected ${expected}, found ${found}`)
    },
  )

  it('is refused when multiplexors depend on one another in a circle', () => {
    const text = `${MESSAGE} SG_ A m0M : 0|8@1+ (1,0) [0|0] "" X
 SG_ B m0M : 8|8@1+ (1,0) [0|0] "" X
SG_MUL_VAL_ 1 A B 0-0;
SG_MUL_VAL_ 1 B A 0-0;`
    expect(() => parseDbc(text, 'circle.dbc')).toThrow(/circle\.dbc:2:2: expected multiplexors that do not depend/)
  })
})

describe('oddities that real files have', () => {
  const warningsOf = (text: string) =>
    parseDbc(text, 'odd.dbc').warnings.map(({ line, detail }) => `${line}: ${detail}`)
  const SIGNAL = ' SG_ S : 0|8@1+ (1,0) [0|0] "" X\n'

  it('are warnings with their line: unknown statements, missing semicolons, references to nothing', () => {
    expect(warningsOf(`${MESSAGE}FOO_ 3 "a;b" x;\nCM_ BO_ 1 "A"\nCM_ SG_ 1 Z "z";\nVAL_ 2 S 0 "a" ;`)).toEqual([
      '2: statement FOO_ is not known: skipped',
      "4: the statement before lacks its ';'",
      '4: the statement is about signal Z, which message A does not have',
      '5: the statement is about message 2, which is not in this file',
    ])
  })

  it('are warnings with their line: signals outside the message, twice the same name, an impossible float', () => {
    const text = `BO_ 1 A: 1 X\n${SIGNAL}${SIGNAL} SG_ T : 15|8@0+ (1,0) [0|0] "" X\nSIG_VALTYPE_ 1 S : 2;`
    expect(warningsOf(text)).toEqual([
      '2: signal S is a float64 of 8 bits: read as an integer',
      '3: message A has two signals S',
      '4: signal T ends in byte 1, message A has 1 bytes',
    ])
  })

  it('do not stop the reading of what follows', () => {
    const database = parseDbc(`${MESSAGE}FOO_ 3 x\nBO_ 2 B: 8 X\n${SIGNAL}`, 'odd.dbc')
    expect(database.messages.map((message) => message.signals.length)).toEqual([0, 1])
  })

  it('keep orphan signals apart from the messages', () => {
    const database = parseDbc(`BO_ 3221225472 VECTOR__INDEPENDENT_SIG_MSG: 0 Vector__XXX\n${SIGNAL}`, 'odd.dbc')
    expect(database.messages).toEqual([])
    expect(database.orphanSignals.map((signal) => signal.name)).toEqual(['S'])
  })
})

describe('joining CAN databases', () => {
  const first = parseDbc('BO_ 1 A: 8 X\nBO_ 2 B: 8 X\nBU_: X', 'first.dbc')
  const second = parseDbc('BO_ 2 Other: 8 X\nBO_ 3 C: 8 X\nBU_: X Y', 'second.dbc')

  it('keeps the first one of two messages with the same id, and says so', () => {
    const merged = mergeDatabases([first, second])
    expect(merged.messages.map((message) => message.name)).toEqual(['A', 'B', 'C'])
    expect(merged.nodes.map((node) => node.name)).toEqual(['X', 'Y'])
    expect(merged.file).toBe('first.dbc')
    expect(merged.warnings.map((warning) => warning.detail)).toEqual([
      'message Other (0x2) is already defined in first.dbc: the first one is kept',
    ])
  })
})

describe('the declared range of a signal', () => {
  const signal = (range: string) =>
    parseDbc(`${MESSAGE} SG_ S : 0|8@1+ (1,0) ${range} "" X`, 'r.dbc').messages[0]!.signals[0]!

  it('holds its ends, and every number when nothing is declared', () => {
    const limited = signal('[-5|5]')
    expect([-5, 0, 5].every((value) => isInRange(limited, value))).toBe(true)
    expect([-5.1, 5.1, Number.NaN].some((value) => isInRange(limited, value))).toBe(false)
    expect(isInRange(signal('[0|0]'), 77)).toBe(true)
    expect(isInRange(signal('[0|0]'), Number.NaN)).toBe(false)
  })
})
