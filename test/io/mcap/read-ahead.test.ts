import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/core/messages.ts'
import type { Source } from '../../../src/core/ports.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { openDrive } from '../../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../../src/io/mcap/mcap-drive-writer.ts'
import { readAhead } from '../../../src/io/mcap/read-ahead.ts'
import { ORIGIN } from './mcap-builder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const COUNT = 100

async function all(source: Source) {
  const messages: Message[] = []
  const warnings: Warning[] = []
  for await (const batch of source.messages((warning) => warnings.push(warning))) messages.push(...batch)
  return { messages, warnings }
}

async function write(path: string): Promise<void> {
  const writer = await createDrive(path, { originNanoseconds: ORIGIN, timeScale: 'unix', source: '' })
  for (let i = 0; i < COUNT; i++) {
    const at = { stamp: i * 1e6, arrival: i * 1e6 + 5, sequence: i }
    const bytes = Uint8Array.from({ length: 600 }, (_, k) => (k * k * (i + 7)) >> 5)
    await writer.writeMessage({
      topic: '/camera/front/image',
      ...at,
      payload: { kind: 'image', sensor: 'front', format: 'jpeg', bytes },
    })
    await writer.writeMessage({
      topic: '/can/0',
      ...at,
      payload: {
        kind: 'can',
        bus: '0',
        ids: Uint32Array.of(i, 9),
        offsets: Uint32Array.of(0, 2, 3),
        data: Uint8Array.of(1, 2, i),
        stamps: null,
      },
    })
  }
  await writer.close()
}

describe('a drive that a thread of its own reads ahead', () => {
  const path = temporaryFolder()

  it('gives the same messages, each with bytes of its own', async () => {
    await write(path('a.mcap'))
    const ahead = await all(readAhead(path('a.mcap'), 'a.mcap'))
    expect(ahead.messages).toHaveLength(2 * COUNT)
    expect(ahead).toEqual(await all(await openDrive(path('a.mcap'))))
    const { payload } = ahead.messages[0]!
    expect(payload.kind === 'image' && payload.bytes.buffer.byteLength).toBe(600)
  })

  it('tells what is wrong with the file as often as reading it here does', async () => {
    await write(path('whole.mcap'))
    const bytes = readFileSync(path('whole.mcap'))
    writeFileSync(path('cut.mcap'), bytes.subarray(0, Math.round(0.6 * bytes.length)))
    const ahead = await all(readAhead(path('cut.mcap'), 'cut.mcap'))
    expect(ahead.warnings.map(({ code }) => code)).toEqual(['drive-damaged'])
    expect(ahead).toEqual(await all(await openDrive(path('cut.mcap'))))
  })

  it('can be left before its end, and rejects where there is no drive', async () => {
    await write(path('b.mcap'))
    for await (const batch of readAhead(path('b.mcap'), 'b.mcap').messages(() => {})) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
    await expect(all(readAhead(path('none.mcap'), 'none.mcap'))).rejects.toThrow('expected an MCAP file, found nothing')
  })
})
