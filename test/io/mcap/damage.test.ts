import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Payload } from '../../../src/core/messages.ts'
import { openDrive } from '../../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../../src/io/mcap/mcap-drive-writer.ts'
import { numbered, ORIGIN, readAll, writeMcap } from './mcap-builder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const COUNT = 60
const MESSAGES = Array.from({ length: COUNT }, (_, i) => numbered(i * 1000, 40))

describe('a drive that is cut off', () => {
  const path = temporaryFolder()

  it.each([
    ['in uncompressed chunks', { chunkSize: 500 }],
    ['without chunks', { useChunks: false }],
  ])('is read to the last whole message before the cut: %s', async (_, options) => {
    await writeMcap(path('whole.mcap'), MESSAGES, options)
    const whole = readFileSync(path('whole.mcap'))
    const ends = messageEnds(whole)
    expect(ends).toHaveLength(COUNT)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 8, max: whole.length - 1 }), async (cut) => {
        writeFileSync(path('cut.mcap'), whole.subarray(0, cut))
        const { drive, messages, warnings } = await readAll(path('cut.mcap'))
        expect(messages.map(({ arrival }) => arrival)).toEqual(ends.filter((end) => end <= cut).map((_, i) => i * 1000))
        expect(warnings.map(({ code }) => code)).toEqual(['drive-damaged'])
        expect(warnings[0]?.detail).toMatch(new RegExp(`expected .*, found .*, at byte \\d+ of ${cut} in cut.mcap`))
        expect(drive.info().damage).not.toBeNull()
      }),
      { numRuns: 120 },
    )
  })

  it('is read to the last whole chunk before the cut where chunks are compressed', async () => {
    const writer = await createDrive(path('zstd.mcap'), { originNanoseconds: ORIGIN, timeScale: 'unix', source: '' })
    // Noise, so that chunks stay large and cuts fall into them.
    const noise = fc.sample(fc.uint8Array({ minLength: 4096, maxLength: 4096 }), { numRuns: 20, seed: 1 })
    for (let i = 0; i < 1500; i++) {
      const payload = { kind: 'opaque', schema: 'foxglove.FrameTransforms', bytes: noise[i % 20]! } as const
      await writer.writeMessage({ ...numbered(i), payload })
    }
    await writer.close()
    const whole = readFileSync(path('zstd.mcap'))
    const chunks = chunkEnds(whole)
    expect(chunks.length).toBeGreaterThan(3)
    const perChunk = await messagesAfterEachChunk(path('zstd.mcap'), chunks)
    for (const cut of [9, 300, chunks[0]! - 1, chunks[0]!, chunks[1]! + 50, chunks[3]! - 20, whole.length - 1]) {
      writeFileSync(path('zstd-cut.mcap'), whole.subarray(0, cut))
      const { messages, warnings } = await readAll(path('zstd-cut.mcap'))
      const complete = chunks.filter((end) => end <= cut).length
      expect(messages.length).toBe(complete === 0 ? 0 : perChunk[complete - 1])
      expect(warnings.map(({ code }) => code)).toEqual(['drive-damaged'])
    }
  })

  it('keeps its origin, wherever it is cut behind the first record', async () => {
    await writeMcap(path('o.mcap'), MESSAGES, { chunkSize: 500 })
    const { length } = readFileSync(path('o.mcap'))
    truncateSync(path('o.mcap'), length >> 1)
    expect(await openDrive(path('o.mcap'))).toMatchObject({ origin: ORIGIN, timeScale: 'gps' })
  })
})

describe('a drive with flipped bytes', () => {
  const path = temporaryFolder()

  it('never throws, and without a warning gives nothing that was not written', async () => {
    await writeMcap(path('a.mcap'), MESSAGES, { chunkSize: 500 })
    const whole = readFileSync(path('a.mcap'))
    const contents = MESSAGES.map(({ payload }) => hex(payload))
    const flips = fc.array(fc.tuple(fc.integer({ min: 8, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(flips, async (list) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, mask] of list) bytes[at]! ^= mask
        writeFileSync(path('b.mcap'), bytes)
        const { messages, warnings } = await readAll(path('b.mcap'))
        expect(messages.length).toBeLessThanOrEqual(COUNT)
        if (warnings.length > 0) return
        for (const { payload } of messages) expect(contents).toContain(hex(payload))
      }),
      { numRuns: 200 },
    )
  })

  it('loses the damaged chunk, says where it is, and reads on behind it', async () => {
    await writeMcap(path('c.mcap'), MESSAGES, { chunkSize: 500 })
    const bytes = readFileSync(path('c.mcap'))
    const ends = chunkEnds(bytes)
    bytes[ends[2]! - 5]! ^= 1
    writeFileSync(path('c.mcap'), bytes)
    const { messages, warnings } = await readAll(path('c.mcap'))
    expect(messages.length).toBeGreaterThan(COUNT - 10)
    expect(messages.length).toBeLessThan(COUNT)
    expect(messages.at(-1)?.arrival).toBe((COUNT - 1) * 1000)
    expect(warnings.map(({ code }) => code)).toEqual(['chunk-damaged'])
    expect(warnings[0]?.detail).toContain('expected the CRC of the chunk')
  })

  it('counts messages that are no message of their schema', async () => {
    const bad = { ...numbered(1), topic: '/can/0', payload: opaque('axdrive.v1.CanFrames', Uint8Array.of(0x22, 0x7f)) }
    const good = { ...bad, arrival: 2, stamp: 2, payload: opaque('axdrive.v1.CanFrames', new Uint8Array(0)) }
    await writeMcap(path('d.mcap'), [bad, good])
    const { messages, warnings } = await readAll(path('d.mcap'))
    expect(messages.map(({ payload }) => payload.kind)).toEqual(['can'])
    expect(warnings).toMatchObject([{ code: 'message-malformed', stamp: 1, detail: /\/can\/0, message 1: expected/ }])
  })

  it('reports times that no stamp can hold', async () => {
    await writeMcap(path('e.mcap'), [numbered(0), { ...numbered(2 ** 54), topic: '/tf/static' }, numbered(8)])
    const { messages, warnings } = await readAll(path('e.mcap'))
    expect(messages.map(({ arrival }) => arrival)).toEqual([0, 8])
    expect(warnings.map(({ code }) => code)).toEqual(['stamp-out-of-range'])
  })

  it('stops at zeros, as a power cut leaves them', async () => {
    await writeMcap(path('f.mcap'), MESSAGES, { useChunks: false })
    const whole = readFileSync(path('f.mcap'))
    const [end] = messageEnds(whole).slice(29)
    writeFileSync(path('f.mcap'), Buffer.concat([whole.subarray(0, end), Buffer.alloc(5000)]))
    const { messages, warnings } = await readAll(path('f.mcap'))
    expect(messages).toHaveLength(30)
    expect(warnings[0]?.detail).toContain(`found zeros, at byte ${end}`)
  })
})

const hex = (payload: Payload) =>
  payload.kind === 'opaque' ? Buffer.from(payload.bytes).toString('hex') : payload.kind
const opaque = (schema: string, bytes: Uint8Array) => ({ kind: 'opaque', schema, bytes }) as const

/** File offsets at which each message ends, read without the code under test: chunks are uncompressed here. */
function messageEnds(file: Uint8Array): number[] {
  const ends: number[] = []
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  const walk = (from: number, to: number) => {
    for (let at = from; at < to; ) {
      const length = Number(view.getBigUint64(at + 1, true))
      // Header of a chunk without compression: times, size, CRC, empty name, length of the records.
      if (file[at] === 0x06) walk(at + 9 + 40, at + 9 + length)
      at += 9 + length
      if (file[at - 9 - length] === 0x05) ends.push(at)
      if (file[at - 9 - length] === 0x02) return
    }
  }
  walk(8, file.length)
  return ends
}

function chunkEnds(file: Uint8Array): number[] {
  const ends: number[] = []
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  for (let at = 8; file[at] !== 0x02; ) {
    const next = at + 9 + Number(view.getBigUint64(at + 1, true))
    if (file[at] === 0x06) ends.push(next)
    at = next
  }
  return ends
}

/** How many messages the first 1, 2, … chunks hold, by the arrival of the last one before the next chunk's first. */
async function messagesAfterEachChunk(path: string, ends: readonly number[]): Promise<number[]> {
  const file = readFileSync(path)
  const view = new DataView(file.buffer, file.byteOffset, file.length)
  // Each chunk record is followed by one message index: 4 bytes of channel and length, then 16 bytes a message.
  const counts = ends.map((end) => view.getUint32(end + 9 + 2, true) / 16)
  return counts.map((_, i) => counts.slice(0, i + 1).reduce((sum, count) => sum + count, 0))
}
