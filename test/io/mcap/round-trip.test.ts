import { readFileSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { McapIndexedReader } from '@mcap/core'
import { loadDecompressHandlers, protobufFromBinaryDescriptor } from '@mcap/support'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/core/messages.ts'
import { openDrive } from '../../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../../src/io/mcap/mcap-drive-writer.ts'
import { encodeCommand } from '../../../src/io/protobuf/control-command.ts'
import { topicAndPayload } from '../payload-arbitraries.ts'
import { numbered, ORIGIN, readAll } from './mcap-builder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const HEADER = { originNanoseconds: ORIGIN, timeScale: 'gps', source: 'test' } as const
const everything = { topics: () => true }

const messages: fc.Arbitrary<Message[]> = fc
  .array(
    fc.record({
      content: topicAndPayload,
      stamp: fc.integer({ min: -1_000_000_000, max: 2 ** 50 }),
      delay: fc.nat(100_000_000),
      sequence: fc.nat(0xffffffff),
    }),
    { maxLength: 30 },
  )
  .map((list) =>
    list.map(({ content, stamp, delay, sequence }) => ({ ...content, stamp, arrival: stamp + delay, sequence })),
  )

describe('a drive that was written', () => {
  const path = temporaryFolder()

  it('reads back the same messages, in order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async (written) => {
        const writer = await createDrive(path('a.mcap'), HEADER)
        for (const message of written) await writer.writeMessage(message)
        await writer.close()
        const read = await readAll(path('a.mcap'), everything)
        expect(read.warnings).toEqual([])
        const sorted = written.map((m, i) => ({ m, i })).sort((a, b) => a.m.arrival - b.m.arrival || a.i - b.i)
        expect(read.messages.map(comparable)).toEqual(sorted.map(({ m }) => comparable(m)))
      }),
      { numRuns: 40 },
    )
  })

  it('says what it is', async () => {
    const writer = await createDrive(path('b.mcap'), HEADER)
    for (const arrival of [5, 9, 7]) writer.writeMessage(numbered(arrival))
    await writer.close()
    const drive = await openDrive(path('b.mcap'))
    expect(drive).toMatchObject({ name: 'b.mcap', origin: ORIGIN, timeScale: 'gps', recordedBy: 'test' })
    expect(drive.info()).toEqual({
      fileSize: (await stat(path('b.mcap'))).size,
      isIndexed: true,
      hasOrigin: true,
      channels: [{ topic: '/tf/static', schema: 'foxglove.FrameTransforms', messageCount: 3 }],
      span: { first: 5, last: 9 },
      damage: null,
    })
  })

  it('does not wait for the disk while little is waiting, and loses nothing at close', async () => {
    const writer = await createDrive(path('c.mcap'), HEADER)
    for (let i = 0; i < 1000; i++) expect(writer.write({ ...output(i) })).toBeUndefined()
    await writer.close()
    expect(writer.messageCount).toBe(1000)
    const { messages } = await readAll(path('c.mcap'), everything)
    expect(messages.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  })

  it('asks its caller to wait when the disk is slower', async () => {
    const writer = await createDrive(path('d.mcap'), HEADER)
    const results = Array.from({ length: 12 }, (_, i) => writer.writeMessage(numbered(i, 1024 * 1024)))
    expect(results[0]).toBeUndefined()
    expect(results.at(-1)).toBeInstanceOf(Promise)
    await writer.close()
  })

  it('is a standard file: another reader finds protobuf channels with self-describing schemas, zstd chunks, statistics', async () => {
    const writer = await createDrive(path('e.mcap'), HEADER)
    for (let i = 0; i < 100; i++) writer.write(output(i))
    await writer.close()
    const bytes = readFileSync(path('e.mcap'))
    const reader = await McapIndexedReader.Initialize({
      readable: {
        size: async () => BigInt(bytes.length),
        read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
      },
      decompressHandlers: await loadDecompressHandlers(),
    })
    expect(reader.header.profile).toBe('')
    expect(reader.statistics?.messageCount).toBe(100n)
    expect(reader.chunkIndexes.map(({ compression }) => compression)).toEqual(['zstd'])
    expect([...reader.channelsById.values()]).toMatchObject([
      { topic: '/control/command', messageEncoding: 'protobuf' },
    ])
    expect([...reader.schemasById.values()]).toMatchObject([
      { name: 'axdrive.v1.ControlCommand', encoding: 'protobuf' },
    ])
    // As Foxglove reads it: by the schema in the file, knowing nothing else of the message.
    const [schema] = reader.schemasById.values()
    const type = protobufFromBinaryDescriptor(schema!.data).lookupType(schema!.name)
    const read = []
    for await (const { logTime, publishTime, data } of reader.readMessages()) {
      read.push({ logTime, publishTime, ...type.toObject(type.decode(data), { enums: String, longs: Number }) })
    }
    const time = ORIGIN + 10_000_000n
    expect(read[1]).toMatchObject({ logTime: time, publishTime: time, stamp: 10_000_000, mode: 'COMMAND_MODE_DRIVE' })
  })

  it('refuses topics and payloads that do not belong together, and times before 0', async () => {
    const writer = await createDrive(path('f.mcap'), { ...HEADER, originNanoseconds: 0n })
    expect(() => writer.write({ topic: '/nothing', stamp: 0, sequence: 0, bytes: new Uint8Array(0) })).toThrow(
      '/nothing',
    )
    expect(() => writer.writeMessage({ ...numbered(0), topic: '/imu' })).toThrow('axdrive.v1.ImuSample')
    writer.write({ ...output(0), stamp: -1 })
    await expect(writer.close()).rejects.toThrow('stamp -1')
  })

  it('cannot be made where there is no folder', async () => {
    await expect(createDrive(path('no/such/folder.mcap'), HEADER)).rejects.toMatchObject({ name: 'InputError' })
  })
})

describe('what is no drive', () => {
  const path = temporaryFolder()

  it.each([
    ['an empty file', '', /found an empty file/],
    ['a text', 'hello, world', /found the bytes 68 65 6c/],
    ['a short file', 'ab', /found the bytes 61 62 at/],
  ])('is refused in one line: %s', async (_, content, expected) => {
    await writeFile(path('x.mcap'), content)
    const error = await openDrive(path('x.mcap')).catch((reason: Error) => reason)
    expect(error).toMatchObject({ name: 'InputError', message: expect.stringMatching(expected) })
    expect(String(error)).not.toContain('\n')
  })

  it('is refused in one line: nothing, or a folder', async () => {
    await expect(openDrive(path('missing.mcap'))).rejects.toMatchObject({
      name: 'InputError',
      message: /found nothing/,
    })
    await expect(openDrive(path('.'))).rejects.toMatchObject({ name: 'InputError', message: /found a folder/ })
  })
})

function output(sequence: number) {
  const bytes = encodeCommand({
    stamp: sequence * 10_000_000,
    sequence,
    validUntil: 0,
    mode: 'drive',
    reason: '',
    frontWheelAngle: 0.01 * sequence,
    frontWheelAngleRate: 0,
    curvature: 0,
    acceleration: 1,
    gear: 'drive',
    turnSignal: 'off',
    limits: [],
    newest: [],
  })
  return { topic: '/control/command', stamp: sequence * 10_000_000, sequence, bytes }
}

/** Views of other buffers compare by content. */
function comparable(message: Message): object {
  const copy = (value: unknown) => (value instanceof Uint8Array ? Uint8Array.from(value) : value)
  return { ...message, payload: Object.fromEntries(Object.entries(message.payload).map(([k, v]) => [k, copy(v)])) }
}
