/** The bytes of a .npy file: a header text as NumPy writes it, then the data. */
export function npyBytes(descr: string, shape: string, data: Uint8Array, version = 1, order = 'False'): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape}), }\n`
  const lengthSize = version === 1 ? 2 : 4
  const bytes = new Uint8Array(8 + lengthSize + text.length + data.length)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0])
  const view = new DataView(bytes.buffer)
  if (version === 1) view.setUint16(8, text.length, true)
  else view.setUint32(8, text.length, true)
  bytes.set(new TextEncoder().encode(text), 8 + lengthSize)
  bytes.set(data, 8 + lengthSize + text.length)
  return bytes
}

export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
