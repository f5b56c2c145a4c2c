import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DbcError } from '../../../src/common/dbc/error.ts'
import { InputError } from '../../../src/core/errors.ts'
import { decodeDbcText, readDbcFile } from '../../../src/io/can/dbc-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'axdrive-dbc-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('reading a CAN database from disk', () => {
  it('joins what it imports, also through other imports and in a circle, and prefers its own messages', () => {
    const path = file('top.dbc', 'CM_ "IMPORT base.dbc";\nBO_ 1 Mine: 8 X\n')
    file('base.dbc', 'CM_ "IMPORT deep.dbc";\nBO_ 1 Theirs: 8 X\nBO_ 2 Base: 8 X\n')
    file('deep.dbc', 'CM_ "IMPORT top.dbc";\nBO_ 3 Deep: 8 X\n')
    expect(readDbcFile(path).messages.map((message) => message.name)).toEqual(['Mine', 'Base', 'Deep'])
  })

  it('names the importing file when an import is missing', () => {
    const path = file('lonely.dbc', 'CM_ "IMPORT gone.dbc";\n')
    expect(() => readDbcFile(path)).toThrow(InputError)
    expect(() => readDbcFile(path)).toThrow(/gone\.dbc, imported by .*lonely\.dbc, found none/)
  })

  it('says in one line what is wrong with a path or a syntax', () => {
    expect(() => readDbcFile('/no/such.dbc')).toThrow(
      'expected a CAN database (.dbc) at /no/such.dbc, found none that can be read (ENOENT)',
    )
    const path = file('bad.dbc', 'BO_ 1 A: 8 X\n SG_ B : x\n')
    expect(() => readDbcFile(path)).toThrow(DbcError)
    expect(() => readDbcFile(path)).toThrow(/bad\.dbc:2:10: expected the start bit, found 'x'$/)
  })

  it('takes bytes as UTF-8 where they are, else as cp1252', () => {
    expect(decodeDbcText(Uint8Array.of(0xc2, 0xb0))).toBe('°')
    expect(decodeDbcText(Uint8Array.of(0xb0, 0x80, 0x9f))).toBe('°€Ÿ')
  })
})
