/** Writers of the capture formats, for tests alone. */

export interface Captured {
  readonly seconds: number
  readonly nanoseconds: number
  readonly frame: Uint8Array
}

class Bytes {
  readonly #parts: number[] = []
  readonly #little: boolean

  constructor(little: boolean) {
    this.#little = little
  }

  put(length: number, value: number | bigint): this {
    const bytes = Array.from({ length }, (_, i) => Number((BigInt(value) >> BigInt(8 * i)) & 255n))
    this.#parts.push(...(this.#little ? bytes : bytes.reverse()))
    return this
  }

  raw(bytes: Uint8Array): this {
    this.#parts.push(...bytes)
    return this
  }

  pad(): this {
    while (this.#parts.length % 4 !== 0) this.#parts.push(0)
    return this
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#parts)
  }
}

export function pcap(
  packets: readonly Captured[],
  {
    little = true,
    isNanosecond = false,
    linkType = 1,
  }: { little?: boolean; isNanosecond?: boolean; linkType?: number } = {},
): Uint8Array {
  const bytes = new Bytes(little)
    .put(4, isNanosecond ? 0xa1b23c4d : 0xa1b2c3d4)
    .put(2, 2)
    .put(2, 4)
    .put(8, 0)
  bytes.put(4, 65535).put(4, linkType)
  for (const { seconds, nanoseconds, frame } of packets) {
    bytes.put(4, seconds).put(4, isNanosecond ? nanoseconds : Math.floor(nanoseconds / 1000))
    bytes.put(4, frame.length).put(4, frame.length).raw(frame)
  }
  return bytes.done()
}

export function pcapng(
  packets: readonly Captured[],
  { little = true, linkType = 1, resolution = 9 }: { little?: boolean; linkType?: number; resolution?: number } = {},
): Uint8Array {
  const block = (type: number, body: Uint8Array) =>
    new Bytes(little)
      .put(4, type)
      .put(4, body.length + 12)
      .raw(body)
      .put(4, body.length + 12)
      .done()
  const section = new Bytes(little).put(4, 0x1a2b3c4d).put(2, 1).put(2, 0).put(8, 0xffffffffffffffffn).done()
  const option = new Bytes(little).put(2, 9).put(2, 1).put(1, resolution).pad().put(4, 0).done()
  const device = new Bytes(little).put(2, linkType).put(2, 0).put(4, 0).raw(option).done()
  const parts = [block(0x0a0d0d0a, section), block(1, device)]
  for (const { seconds, nanoseconds, frame } of packets) {
    const ticks = BigInt(seconds) * 10n ** BigInt(resolution) + BigInt(nanoseconds) / 10n ** BigInt(9 - resolution)
    const body = new Bytes(little)
      .put(4, 0)
      .put(4, ticks >> 32n)
      .put(4, ticks & 0xffffffffn)
    parts.push(block(6, body.put(4, frame.length).put(4, frame.length).raw(frame).pad().done()))
  }
  // A block of statistics, which readers pass over.
  parts.push(block(5, new Uint8Array(12)))
  return concatenate(parts)
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function udp(payload: Uint8Array, port: number): Uint8Array {
  return new Bytes(false)
    .put(2, 5000)
    .put(2, port)
    .put(2, payload.length + 8)
    .put(2, 0)
    .raw(payload)
    .done()
}

export function ipv4(body: Uint8Array, { id = 1, offset = 0, more = false, protocol = 17 } = {}): Uint8Array {
  const bytes = new Bytes(false)
    .put(1, 0x46)
    .put(1, 0)
    .put(2, 24 + body.length)
    .put(2, id)
  bytes
    .put(2, (more ? 0x2000 : 0) | (offset / 8))
    .put(1, 64)
    .put(1, protocol)
    .put(2, 0)
    .put(4, 0xc0a80102)
    .put(4, 0xc0a80101)
  // Header length 6: one word of options.
  return bytes.put(4, 0).raw(body).done()
}

export function ipv6(body: Uint8Array, nextHeader = 17): Uint8Array {
  return new Bytes(false)
    .put(4, 0x60000000)
    .put(2, body.length)
    .put(1, nextHeader)
    .put(1, 64)
    .put(16, 1)
    .put(16, 2)
    .raw(body)
    .done()
}

export function ethernet(body: Uint8Array, { tags = [] as readonly number[], type = 0x0800 } = {}): Uint8Array {
  const bytes = new Bytes(false).put(6, 1).put(6, 2)
  for (const tag of tags) bytes.put(2, tag).put(2, 42)
  // Short frames are filled up to 60 bytes on the wire.
  const frame = bytes.put(2, type).raw(body).done()
  return frame.length < 60 ? concatenate([frame, new Uint8Array(60 - frame.length)]) : frame
}
