import { parseNpy } from '../../datasets/npy.ts'
import { parseCalibration } from '../../perception/lidar/calibration.ts'
import { lidarModel } from '../../perception/lidar/lidar-models.ts'
import { parseDbc } from '../../src/common/dbc/parse.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { isKeyUnit } from '../../src/io/camera/annex-b.ts'
import { PortablePixmaps } from '../../src/io/camera/portable-pixmaps.ts'
import { parseCandumpLine } from '../../src/io/can/candump.ts'
import { decodeOnnx } from '../../src/io/onnx/onnx-codec.ts'
import { type ByteSource, bytesSource } from '../../src/io/packets/byte-source.ts'
import { ProblemCounter, type RawPacket } from '../../src/io/packets/packet.ts'
import { readPcap } from '../../src/io/packets/pcap.ts'
import { readPcapng } from '../../src/io/packets/pcapng.ts'
import { readPkts } from '../../src/io/packets/pkts.ts'
import { readKittiBin } from '../../src/io/pointcloud/kitti-bin.ts'
import { decompressLzf } from '../../src/io/pointcloud/lzf.ts'
import { readPcd } from '../../src/io/pointcloud/pcd-reader.ts'
import { encodePcd } from '../../src/io/pointcloud/pcd-writer.ts'
import { concatenate, ethernet, ipv4, ipv6, pcap, pcapng, udp } from '../io/packets/capture-writer.ts'
import { integers, networkBytes, node, noise, picture, reals } from '../networks/small-network.ts'
import type { FuzzTarget } from './fuzz.ts'

const text = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'))
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

const FRAMES = [
  ethernet(ipv4(udp(new Uint8Array(40).fill(3), 2368))),
  ethernet(ipv4(udp(new Uint8Array(64).fill(4), 2368).subarray(0, 48), { id: 9, more: true })),
  ethernet(ipv4(udp(new Uint8Array(64).fill(4), 2368).subarray(48), { id: 9, offset: 48 })),
  ethernet(ipv6(udp(new Uint8Array(20), 42_102)), { tags: [0x8100], type: 0x86dd }),
].map((frame, i) => ({ seconds: 1_700_000_000 + i, nanoseconds: 1000 * i, frame }))

function capture(
  name: string,
  seeds: readonly Uint8Array[],
  read: (source: ByteSource, problems: ProblemCounter) => Generator<RawPacket>,
): FuzzTarget {
  return {
    name,
    seeds,
    open: () => (bytes) => {
      const problems = new ProblemCounter()
      let [packets, sum] = [0, 0]
      for (const { payload, port } of read(bytesSource(bytes), problems)) {
        packets++
        sum += port + payload.length
        for (const byte of payload) sum += byte
      }
      return packets === 0 ? null : sum
    },
  }
}

function pkts(): Uint8Array {
  const record = new Uint8Array(12 + 30).fill(7, 12)
  new DataView(record.buffer).setUint32(8, 30, true)
  return concatenate([record, record, record])
}

const COLUMN = Float32Array.from({ length: 5 }, (_, i) => i)
const PCD = encodePcd(
  {
    count: 5,
    x: COLUMN,
    y: COLUMN,
    z: COLUMN,
    intensity: new Uint8Array(5),
    ring: new Uint8Array(5),
    stamp: new Float64Array(5),
  },
  0,
  0,
)
const PCD_HEAD = [
  'VERSION .7',
  'FIELDS x y _',
  'SIZE 4 4 1',
  'TYPE F F U',
  'COUNT 1 1 4',
  'WIDTH 2',
  'HEIGHT 1',
  'POINTS 2',
]
/** 4 literal bytes, 3 and 11 from 4 back, 2 literal ones. */
const LZF = Uint8Array.of(3, 1, 2, 3, 4, 0x20, 3, 0xe0, 2, 3, 1, 5, 6)
/** 24 bytes: two columns of two floats and one of eight bytes, all literal. */
const COMPRESSED = concatenate([Uint8Array.of(25, 0, 0, 0, 24, 0, 0, 0, 23), new Uint8Array(24).fill(1)])

const sum = (values: ArrayLike<number>) => {
  let all = 0
  for (let i = 0; i < values.length; i++) all += values[i]!
  return all
}

const NETWORK = networkBytes({
  nodes: [
    node('Conv', ['x', 'w'], ['h'], { pads: [1, 1, 1, 1], kernel_shape: [3, 3], group: 1 }),
    node('Relu', ['h'], ['r']),
    node('Reshape', ['r', 's'], ['y']),
  ],
  inputs: [picture('x', 1, 2, 4, 4)],
  outputs: [picture('y', 1, 32)],
  initializers: [reals('w', [2, 2, 3, 3], noise(36)), integers('s', [1, 32])],
})

const CALIBRATION = lidarModel('vlp16')

export const FILE_TARGETS: readonly FuzzTarget[] = [
  capture(
    'pcap',
    [pcap(FRAMES), pcap(FRAMES, { little: false, isNanosecond: true }), pcap(FRAMES, { linkType: 101 })],
    readPcap,
  ),
  capture('pcapng', [pcapng(FRAMES), pcapng(FRAMES, { little: false, resolution: 6 })], readPcapng),
  capture('pkts', [pkts()], readPkts),
  {
    name: 'pcd',
    seeds: [
      PCD,
      text([...PCD_HEAD, 'DATA ascii', '1 2 0 0 0 0', '3 4 0 0 0 0', '']),
      concatenate([text([...PCD_HEAD, 'DATA binary', '']), new Uint8Array(24).fill(2)]),
      concatenate([text([...PCD_HEAD, 'DATA binary_compressed', '']), COMPRESSED]),
    ],
    open: () => (bytes) => [...readPcd(bytes, 'fuzz').columns.values()].reduce((all, column) => all + sum(column), 0),
  },
  { name: 'lzf', seeds: [LZF], readsByIndex: false, open: () => (bytes) => sum(decompressLzf(bytes, 20)) },
  {
    name: 'kitti bin',
    seeds: [new Uint8Array(Float32Array.from({ length: 40 }, (_, i) => i).buffer)],
    open: () => (bytes) =>
      [...readKittiBin(bytes, 'fuzz').columns.values()].reduce((all, column) => all + sum(column), 0),
  },
  {
    name: 'npy',
    seeds: ["'<f4', 'fortran_order': True, 'shape': (2, 3)", "'|S8', 'fortran_order': False, 'shape': (3,)"].map(
      (field) => {
        const header = `{'descr': ${field}, }\n`
        const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0)
        return concatenate([start, text([header]), new Uint8Array(24).fill(1)])
      },
    ),
    open: () => (bytes) => sum(parseNpy(bytes, 'fuzz').values),
  },
  {
    name: 'onnx',
    seeds: [NETWORK],
    open: () => (bytes) => {
      const { nodes, initializers } = decodeOnnx(bytes, 'fuzz').graph
      return nodes.length + initializers.reduce((all, { data }) => all + data.length, 0)
    },
  },
  {
    name: 'dbc',
    seeds: Object.values(GENERIC_CAR.buses).map((one) => text([one.slice(0, 2000)])),
    share: 0.3,
    open: () => (bytes) => parseDbc(latin1(bytes), 'fuzz').messages.length,
  },
  {
    name: 'candump',
    seeds: ['(1700000000.000001) can0 123#0011223344556677', '(1.5) can1 1ABCDEFF##1112233', 'can0 7FF [2] 01 02'].map(
      (line) => text([line]),
    ),
    open: () => (bytes) => {
      const line = parseCandumpLine(latin1(bytes))
      return line.kind === 'frame' ? line.frame.id + sum(line.frame.data) : null
    },
  },
  {
    name: 'calibration',
    seeds: [
      text(['Channel,Elevation,Azimuth', ...Array.from({ length: 16 }, (_, i) => `${i + 1},${i - 8},0.5`)]),
      text([
        'lasers:',
        ...Array.from({ length: 16 }, (_, i) => `- {laser_id: ${i}, rot_correction: 0.01, vert_correction: 0.1}`),
      ]),
    ],
    open: () => (bytes) => sum(parseCalibration(latin1(bytes), CALIBRATION, 'fuzz').elevation),
  },
  {
    name: 'annex b',
    seeds: [Uint8Array.of(0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x65, 9), Uint8Array.of(0, 0, 1, 0x26, 1, 0, 0, 1, 2)],
    open: () => (bytes) => Number(isKeyUnit('h264', bytes)) + 2 * Number(isKeyUnit('h265', bytes)),
  },
  {
    name: 'pixmaps',
    seeds: [
      concatenate([
        text(['P6', '2 3', '255', '']),
        new Uint8Array(18),
        text(['P6', '1 1', '255', '']),
        new Uint8Array(3),
      ]),
    ],
    open: () => (bytes) => {
      try {
        return new PortablePixmaps().push(bytes).reduce((all, { width, height }) => all + width * height, 0)
      } catch (error) {
        // What FFmpeg writes: bytes that are none are a fault of the program that was started, told by an Error.
        if (error instanceof Error && error.message.startsWith("expected a picture's header")) return null
        throw error
      }
    },
  },
]
