import { describe, expect, it } from 'vitest'
import type { CameraImage, Message } from '../../src/core/messages.ts'
import type { RunEvent } from '../../src/runtime/line-runner.ts'
import { noisyJpeg } from '../io/camera/pictures.ts'
import { generatedMessages, runMessages } from './run-messages.ts'

const SECONDS = 4
const PERIOD = 100e6

/** The drive's messages with a picture of each of two cameras every 100 ms; the front one freezes for a second. */
async function withPictures(frozenFrom: number, frozenUntil: number): Promise<readonly Message[]> {
  const jpegs = await Promise.all(Array.from({ length: 10 * SECONDS }, (_, i) => noisyJpeg(i, 160, 96)))
  const pictures = jpegs.flatMap((jpeg, i) =>
    ['front', 'back'].map((sensor): Message => {
      const isFrozen = sensor === 'front' && i >= frozenFrom && i < frozenUntil
      const bytes = isFrozen ? jpegs[frozenFrom]! : jpeg
      const payload: CameraImage = { kind: 'image', sensor, format: 'jpeg', bytes }
      const stamp = (i + 1) * PERIOD
      return { topic: `/camera/${sensor}/image`, stamp, arrival: stamp + 20e6, sequence: i, payload }
    }),
  )
  return [...(await generatedMessages(SECONDS)), ...pictures].sort((a, b) => a.arrival - b.arrival)
}

describe('a replay that watches its cameras', () => {
  it('reports a frozen one in health until it is well again, and drives as it does without pictures', async () => {
    const messages = await withPictures(12, 22)
    const valid: Record<string, boolean[]> = {}
    const observe = ({ health }: RunEvent) => {
      for (const { topic, isValid } of health ?? []) {
        if (topic.startsWith('/camera')) valid[topic] = [...(valid[topic] ?? []), isValid]
      }
    }
    const watched = await runMessages(messages, { observe, watchesCameras: true })
    expect(watched.warnings.find(({ code }) => code === 'camera-frozen')?.count).toBe(7)
    expect(watched.stages['decode']?.n).toBe(2 * 10 * SECONDS)
    expect(valid['/camera/back/image']!.every((isValid) => isValid)).toBe(true)
    expect(valid['/camera/front/image']).toContain(false)
    expect(valid['/camera/front/image']!.at(-1)).toBe(true)
    const unwatched = await runMessages(messages)
    expect(unwatched.warnings.filter(({ code }) => code.startsWith('camera-'))).toEqual([])
    expect(unwatched.stages['decode']).toBeUndefined()
    expect(unwatched.hash).toBe(watched.hash)
  })
})
