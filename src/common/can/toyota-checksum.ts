/**
 * Toyota's checksum: the sum of the id's two bytes, the length and all payload bytes but the last, modulo 256; it stands in
 * the last byte. Source: opendbc (commaai), Toyota's message checksum; confirmed on every checked frame of the RAV4 drive.
 * @param length payload bytes from `start` on, the checksum's byte included
 */
export function toyotaChecksum(id: number, data: Uint8Array, start: number, length: number): number {
  let sum = ((id >> 8) & 0xff) + (id & 0xff) + length
  for (let i = start; i < start + length - 1; i++) sum += data[i]!
  return sum & 0xff
}

/** Whether the last byte of the payload data[start, start + length) is its Toyota checksum. An empty payload has none. */
export function hasToyotaChecksum(id: number, data: Uint8Array, start: number, length: number): boolean {
  return length > 0 && data[start + length - 1] === toyotaChecksum(id, data, start, length)
}
