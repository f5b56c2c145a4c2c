import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../shared-data.ts'
import { listDbcFiles, parseFile } from './dbc-files.ts'

const root = sharedData('dbc')

/** Files that the parser must refuse. None: what does not fit its message is a warning, because it is common (below). */
const REFUSED: readonly string[] = []

/** Why a file has other numbers than its BO_ and SG_ lines: messages and signals more (+) or fewer (-). */
const DIFFERENCES: Readonly<Record<string, { messages: number; orphans: number; why: string }>> = {
  'cantools/issue_62.dbc': { messages: -1, orphans: 18, why: 'its only message is the container of orphans' },
  'opendbc/FORD_CADS.dbc': { messages: -1, orphans: 27, why: 'one message is the container of orphans' },
  'opendbc/FORD_CADS_64.dbc': { messages: -1, orphans: 27, why: 'one message is the container of orphans' },
  'opendbc/gm_global_a_object.dbc': {
    messages: +1,
    orphans: 2,
    why: 'one message is the container of orphans; two indented BO_ lines are not in the count of lines',
  },
  'opendbc/hyundai_2015_mcan.dbc': { messages: -1, orphans: 4, why: 'one message is the container of orphans' },
  'opendbc/psa_aee2010_r3.dbc': { messages: -1, orphans: 106, why: 'one message is the container of orphans' },
}

/** Files with signals that do not fit the declared length of their message, and how many. */
const MISFITS: Readonly<Record<string, number>> = {
  'cantools/bad_message_length.dbc': 1,
  'opendbc/FORD_CADS_64.dbc': 4,
  'opendbc/mazda_2017.dbc': 1,
  'opendbc/mazda_3_2019.dbc': 1,
  'opendbc/vw_pq.dbc': 14,
}

describe.skipIf(root === null)('every CAN database of the test data', () => {
  const counts: { files: Record<string, { BO_: number; SG_: number; VAL_: number }> } =
    root === null ? { files: {} } : JSON.parse(readFileSync(join(root, 'expected-counts.json'), 'utf8'))

  it('is in the table of counts', () => {
    expect(listDbcFiles(root!)).toHaveLength(147)
    expect(listDbcFiles(root!)).toEqual(Object.keys(counts.files).sort())
  })

  it('is read, or refused by name', () => {
    const refused = listDbcFiles(root!).filter((path) => {
      try {
        parseFile(root!, path)
        return false
      } catch {
        return true
      }
    })
    expect(refused).toEqual(REFUSED)
  })

  it('has as many messages and signals as lines that declare them, but for the explained differences', () => {
    let messages = 0
    let signals = 0
    for (const [path, expected] of Object.entries(counts.files)) {
      const database = parseFile(root!, path)
      const difference = DIFFERENCES[path] ?? { messages: 0, orphans: 0 }
      const inMessages = database.messages.reduce((sum, message) => sum + message.signals.length, 0)
      expect(database.messages.length, path).toBe(expected.BO_ + difference.messages)
      expect(database.orphanSignals.length, path).toBe(difference.orphans)
      expect(inMessages + database.orphanSignals.length, path).toBe(expected.SG_)
      messages += expected.BO_
      signals += inMessages + database.orphanSignals.length
    }
    expect(messages).toBe(4425)
    expect(signals).toBe(30_907)
  })

  it('is warned about where signals do not fit their message', () => {
    const found: Record<string, number> = {}
    for (const path of listDbcFiles(root!)) {
      const misfits = parseFile(root!, path).warnings.filter((warning) => warning.detail.includes(' ends in byte '))
      if (misfits.length > 0) found[path] = misfits.length
    }
    expect(found).toEqual(MISFITS)
  })

  it('has text in the encoding that its editor wrote: UTF-8 or cp1252', () => {
    const unit = (path: string, name: string) =>
      parseFile(root!, path)
        .messages.flatMap((message) => message.signals)
        .find((signal) => signal.name === name)!.unit
    expect(unit('cantools/abs.dbc', 'Yaw_Rate')).toBe('°/s')
    expect(unit('opendbc/vw_pq.dbc', 'MO2_Kuehlm_T')).toBe('°C')
    expect(parseFile(root!, 'cantools/cp1252.dbc').nodes[0]!.comment).toMatch(/€.*Œ.*Ÿ.*ÿ$/s)
  })
})
