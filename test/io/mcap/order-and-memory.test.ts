import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDrive } from '../../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../../src/io/mcap/mcap-drive-writer.ts'
import { mergeByTime } from '../../../src/io/mcap/merge-by-time.ts'
import { numbered, ORIGIN, readAll, writeMcap } from './mcap-builder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const LAYOUTS = {
  'indexed chunks': { chunkSize: 400 },
  'chunks without any index': { chunkSize: 400, useChunkIndex: false, useMessageIndex: false, useStatistics: false },
  'no chunks': { useChunks: false },
  'a summary without channels': { chunkSize: 400, repeatChannels: false, repeatSchemas: false },
  'no summary at all': {
    chunkSize: 400,
    useChunkIndex: false,
    useMetadataIndex: false,
    useAttachmentIndex: false,
    useStatistics: false,
    useSummaryOffsets: false,
    repeatChannels: false,
    repeatSchemas: false,
  },
}

describe('reading in order of arrival', () => {
  const path = temporaryFolder()

  it.each(Object.entries(LAYOUTS))('whatever the order in the file: %s', async (_, options) => {
    const shuffled = fc.shuffledSubarray(
      Array.from({ length: 60 }, (_, i) => i * 1_000_003),
      { minLength: 0 },
    )
    await fc.assert(
      fc.asyncProperty(shuffled, fc.integer({ min: 1, max: 4000 }), async (arrivals, memoryBudget) => {
        await writeMcap(
          path('a.mcap'),
          arrivals.map((arrival) => numbered(arrival)),
          options,
        )
        const { messages, warnings } = await readAll(path('a.mcap'), { memoryBudget, batchSize: 7 })
        expect(messages.map(({ arrival }) => arrival)).toEqual([...arrivals].sort((a, b) => a - b))
        expect(messages.every(({ arrival, payload }) => content(payload) === arrival)).toBe(true)
        expect(warnings).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('keeps the file order of messages that arrived together, also across chunks', async () => {
    const written = Array.from({ length: 100 }, (_, i) => ({ ...numbered(i < 90 ? 5 : 4), sequence: i }))
    await writeMcap(path('b.mcap'), written, { chunkSize: 200 })
    const { messages } = await readAll(path('b.mcap'), { memoryBudget: 1000 })
    const expected = [...written.slice(90), ...written.slice(0, 90)].map(({ sequence }) => sequence)
    expect(messages.map(({ sequence }) => sequence)).toEqual(expected)
  })

  it('reads a file without our metadata from its first log time on, and takes no publish time for the log time', async () => {
    const at = (arrival: number) => ({ ...numbered(arrival), stamp: -Number(ORIGIN) })
    await writeMcap(path('c.mcap'), [at(1024), at(2048)], {}, false)
    const { drive, messages } = await readAll(path('c.mcap'))
    expect(drive).toMatchObject({ origin: ORIGIN + 1024n, timeScale: 'unix' })
    expect(drive.info().hasOrigin).toBe(false)
    expect(messages.map(({ stamp, arrival }) => [stamp, arrival])).toEqual([
      [0, 0],
      [1024, 1024],
    ])
  })

  it('leaves ground truth alone unless asked, and reads only the topics that are asked for', async () => {
    const truth = {
      topic: '/truth/map',
      payload: { kind: 'opaque', schema: 'axdrive.v1.MapTruth', bytes: new Uint8Array(3) },
    }
    const mixed = [numbered(0), { ...numbered(1), ...truth } as const, numbered(2)]
    await writeMcap(path('d.mcap'), mixed as never)
    const topicsOf = async (topics?: (topic: string) => boolean) =>
      (await readAll(path('d.mcap'), topics && { topics })).messages.map(({ topic }) => topic)
    expect(await topicsOf()).toEqual(['/tf/static', '/tf/static'])
    expect(await topicsOf((topic) => topic.startsWith('/truth/'))).toEqual(['/truth/map'])
  })

  it('says once what it does not know, and goes on', async () => {
    const foreign = { ...numbered(1), topic: '/their/topic' }
    const mismatch = { ...numbered(2), topic: '/imu' }
    await writeMcap(path('e.mcap'), [numbered(0), foreign, foreign, mismatch, mismatch, numbered(3)])
    const { messages, warnings } = await readAll(path('e.mcap'))
    expect(messages.map(({ arrival }) => arrival)).toEqual([0, 3])
    expect(warnings.map(({ code }) => code)).toEqual(['topic-unknown', 'schema-mismatch'])
    expect(warnings[1]?.detail).toContain(
      '/imu: expected axdrive.v1.ImuSample in protobuf, found foxglove.FrameTransforms',
    )
  })

  it('closes the file when its reader stops early, and can be read again', async () => {
    await writeMcap(
      path('f.mcap'),
      Array.from({ length: 50 }, (_, i) => numbered(i)),
      { chunkSize: 100 },
    )
    const drive = await openDrive(path('f.mcap'))
    for (let round = 0; round < 3; round++) {
      for await (const batch of drive.messages(() => {}, { batchSize: 1 })) {
        expect(batch[0]?.arrival).toBe(0)
        break
      }
    }
  })
})

describe('memory', () => {
  const path = temporaryFolder()

  it('does not grow with the file: 200 MB of messages pass through a heap of a few', async () => {
    const writer = await createDrive(path('big.mcap'), { originNanoseconds: ORIGIN, timeScale: 'unix', source: '' })
    const count = 3200
    for (let i = 0; i < count; i++) await writer.writeMessage(numbered(i, 64 * 1024))
    await writer.close()
    let peak = 0
    let seen = 0
    const before = process.memoryUsage().rss
    for await (const batch of (await openDrive(path('big.mcap'))).messages(() => {})) {
      seen += batch.length
      peak = Math.max(peak, process.memoryUsage().rss - before)
    }
    expect(seen).toBe(count)
    // The collector lets some chunks stand before it runs; the file is 210 MB.
    expect(peak).toBeLessThan(100 * 1024 * 1024)
  })

  it('is bounded by the budget in the worst order, at the price of more passes', async () => {
    // 40 extents that all overlap, each with one message at every time step.
    const data = new Uint8Array(488)
    const stored = (extent: number, arrival: number) => ({
      channel: 0,
      sequence: 0,
      stamp: arrival,
      data,
      extent,
      offset: arrival,
    })
    const extents = Array.from({ length: 40 }, (_, number) => ({ number, first: 0, last: 99 }))
    let loads = 0
    let largest = 0
    const arrivals: number[] = []
    const load = async ({ number }: { number: number }) => {
      loads++
      return {
        damage: null,
        messages: Array.from({ length: 100 }, (_, at) => ({ ...stored(number, at), arrival: at })),
      }
    }
    const budget = 500 * 1000
    for await (const slice of mergeByTime(extents, load, budget)) {
      largest = Math.max(largest, slice.length)
      for (const { arrival } of slice) arrivals.push(arrival)
    }
    expect(arrivals).toHaveLength(4000)
    expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b))
    // Each message counts 1000 bytes: 500 fit, and the last extent of a pass adds its own 100.
    expect(largest).toBeLessThanOrEqual(600)
    expect(loads).toBeLessThanOrEqual(40 * 9)
  })
})

function content(payload: object): number {
  const bytes = 'bytes' in payload && payload.bytes instanceof Uint8Array ? payload.bytes : new Uint8Array(8)
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0)
}
