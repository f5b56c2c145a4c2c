import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import protobuf from 'protobufjs'
// Adds Root.fromDescriptor.
import 'protobufjs/ext/descriptor.js'
import { describe, expect, it } from 'vitest'
import { DESCRIPTORS } from '../../proto/gen/descriptors.js'
import { COMMAND_MODES, GEARS, LIMITS, TURN_SIGNALS } from '../../src/core/command.ts'
import { OBJECT_CLASSES } from '../../src/core/messages.ts'
import { TOPICS } from '../../src/core/topics.ts'
import { axdrive } from '../../src/io/protobuf/runtime.ts'

const PROTO = fileURLToPath(new URL('../../proto', import.meta.url))

describe('generated protobuf code', () => {
  it('is what scripts/generate-proto.mjs makes of the .proto files today', () => {
    const fresh = mkdtempSync(join(tmpdir(), 'axdrive-fresh-'))
    try {
      execFileSync(process.execPath, [join(PROTO, '../scripts/generate-proto.mjs'), fresh])
      const files = readdirSync(fresh).sort()
      expect(files).toEqual(readdirSync(join(PROTO, 'gen')).sort())
      expect(files.length).toBe(6)
      for (const name of files) {
        const isEqual = readFileSync(join(fresh, name)).equals(readFileSync(join(PROTO, 'gen', name)))
        expect(isEqual, `${name}: run npm run proto`).toBe(true)
      }
    } finally {
      rmSync(fresh, { recursive: true })
    }
  })

  it('has a self-contained descriptor for the schema of every topic', () => {
    for (const { schema, pattern } of TOPICS) {
      const bytes = Buffer.from(DESCRIPTORS[schema] ?? '', 'base64')
      const root = protobuf.Root.fromDescriptor(bytes)
      root.resolveAll()
      expect(root.lookupType(schema).fieldsArray.length, pattern).toBeGreaterThan(0)
    }
  })

  it('numbers enumerations in the order of the core vocabulary', () => {
    const names = (values: object, prefix: string) =>
      Object.entries(values)
        .filter(([name, value]) => name.startsWith(prefix) && typeof value === 'number')
        .sort(([, a], [, b]) => a - b)
        .map(([name]) => name.slice(prefix.length).toLowerCase().replaceAll('_', '-'))
    expect(names(axdrive.v1.CommandMode, 'COMMAND_MODE_')).toEqual(COMMAND_MODES)
    expect(names(axdrive.v1.Gear, 'GEAR_')).toEqual(GEARS)
    expect(names(axdrive.v1.TurnSignal, 'TURN_SIGNAL_')).toEqual(TURN_SIGNALS)
    expect(names(axdrive.v1.Limit, 'LIMIT_')).toEqual(LIMITS)
    expect(names(axdrive.v1.ObjectClass, 'OBJECT_CLASS_')).toEqual(OBJECT_CLASSES)
  })
})

describe('.proto files', () => {
  const files = readdirSync(join(PROTO, 'axdrive/v1')).map((name) => ({
    name,
    lines: readFileSync(join(PROTO, 'axdrive/v1', name), 'utf8').split('\n'),
  }))

  it('say something about every field, message and value in a comment above it', () => {
    for (const { name, lines } of files) {
      lines.forEach((line, i) => {
        if (!/^\s*(message|enum) |= \d+;$/.test(line)) return
        expect(lines[i - 1], `${name}:${i + 1} ${line}`).toMatch(/^\s*\/\/ \S/)
      })
    }
  })

  it('give every number a unit, a range or the words that it has none', () => {
    const UNIT =
      /\b(m|m\/s|m\/s²|m\/s³|rad|rad\/s|1\/m|s|ns|Hz|dBsm|bytes|no unit|0\.\.1|[Uu]nit|ids?|by id|Sequence|Counts up)\b/
    let seen = 0
    for (const { name, lines } of files) {
      lines.forEach((line, i) => {
        if (!/^\s*(repeated )?(double|float|u?int32|sint32|u?int64|fixed32|Vector3) \w+ = \d+;$/.test(line)) return
        seen++
        expect(lines[i - 1], `${name}:${i + 1} ${line}`).toMatch(UNIT)
      })
    }
    expect(seen).toBeGreaterThan(80)
  })

  it('list fields in ascending tag order, in which they are also encoded', () => {
    for (const { name, lines } of files) {
      let last = -1
      for (const line of lines) {
        if (/^(message|enum) /.test(line)) last = -1
        const tag = / = (\d+);$/.exec(line)?.[1]
        if (tag === undefined) continue
        expect(Number(tag), `${name} ${line}`).toBeGreaterThan(last)
        last = Number(tag)
      }
    }
  })
})
