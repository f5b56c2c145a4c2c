import { readdirSync, readFileSync } from 'node:fs'
import { InputError } from '../../core/errors.ts'
import { type CanBus, type CanFrame, checkSendable, type ReceivedCanFrame } from './can-bus.ts'
import { FrameQueue } from './frame-queue.ts'

/** What this adapter uses of the package `socketcan` 4.0.7. */
interface SocketCanModule {
  createRawChannelWithOptions(name: string, options: { timestamps: boolean; non_block_send: boolean }): RawChannel
}

interface RawChannel {
  addListener(event: 'onMessage' | 'onStopped', callback: (message: RawMessage) => void): void
  start(): void
  stop(): void
  /** Bytes written, negative when the kernel refused. */
  send(message: RawMessage): number
  sendFD(message: RawMessage): number
}

interface RawMessage {
  /** Without flag bits. */
  id: number
  ext?: boolean
  rtr?: boolean
  err?: boolean
  /** Faster data phase, read by sendFD only. */
  fd_brs?: boolean
  data: Buffer
  ts_sec?: number
  ts_usec?: number
}

const EXTENDED = 0x8000_0000
const NETWORK_INTERFACES = '/sys/class/net'
/** ARPHRD_CAN of linux/if_arp.h. */
const CAN_DEVICE_TYPE = 280

/**
 * Opens a Linux CAN interface (`can0`, `vcan0`) through the optional package socketcan.
 * @param load gives the package; tests hand in their own
 * @throws InputError when the package or the interface is missing, not a CAN interface, or down
 */
export async function openSocketCan(
  name: string,
  load: () => Promise<unknown> = loadPackage,
  interfaces = NETWORK_INTERFACES,
): Promise<CanBus> {
  const socketcan = await loadSocketCan(load)
  checkInterface(name, interfaces)
  let channel: RawChannel
  try {
    channel = socketcan.createRawChannelWithOptions(name, { timestamps: true, non_block_send: true })
  } catch (error) {
    throw new InputError(`${name}: expected a CAN interface that can be opened, found: ${messageOf(error)}`)
  }
  return new SocketCanBus(name, channel)
}

class SocketCanBus implements CanBus {
  readonly name: string
  readonly #channel: RawChannel
  readonly #queue = new FrameQueue()

  constructor(name: string, channel: RawChannel) {
    this.name = name
    this.#channel = channel
    channel.addListener('onMessage', (message) => this.#queue.push(toFrame(message)))
    channel.addListener('onStopped', () => this.#queue.close())
    channel.start()
  }

  get lost(): number {
    return this.#queue.lost
  }

  frames(): AsyncIterable<readonly ReceivedCanFrame[]> {
    return this.#queue.batches()
  }

  send(frame: CanFrame): boolean {
    if (this.#queue.isClosed) throw new RangeError(`${this.name}: expected an open bus, found a closed one`)
    // The package copies the payload into a fixed buffer without looking at its length.
    checkSendable(frame)
    const length = frame.remoteLength ?? 0
    const message: RawMessage = {
      id: frame.id & 0x1fff_ffff,
      ext: frame.id >= EXTENDED,
      rtr: frame.remoteLength !== null,
      data: frame.remoteLength === null ? Buffer.from(frame.data) : Buffer.alloc(Math.min(length, 8)),
    }
    if (frame.fdFlags === null) return this.#channel.send(message) > 0
    message.fd_brs = (frame.fdFlags & 1) !== 0
    return this.#channel.sendFD(message) > 0
  }

  close(): void {
    if (this.#queue.isClosed) return
    this.#queue.close()
    this.#channel.stop()
  }
}

function toFrame(message: RawMessage): ReceivedCanFrame {
  const isRemote = message.rtr === true
  return {
    id: message.ext === true ? message.id + EXTENDED : message.id,
    data: isRemote ? new Uint8Array(0) : new Uint8Array(message.data),
    remoteLength: isRemote ? message.data.length : null,
    // The package does not tell a short FD frame from a classic one.
    fdFlags: message.data.length > 8 ? 0 : null,
    isError: message.err === true,
    microseconds: message.ts_sec === undefined ? Number.NaN : message.ts_sec * 1e6 + (message.ts_usec ?? 0),
  }
}

function loadPackage(): Promise<unknown> {
  // Not a literal: the package is optional, and neither the compiler nor a bundler must need it.
  const name: string = 'socketcan'
  return import(name)
}

async function loadSocketCan(load: () => Promise<unknown>): Promise<SocketCanModule> {
  let loaded: unknown
  try {
    loaded = await load()
  } catch (error) {
    const found = messageOf(error).split('\n')[0] ?? ''
    throw new InputError(
      `expected the optional package socketcan (Linux; npm install socketcan, or npm rebuild socketcan), found: ${found}`,
    )
  }
  const candidate = isObject(loaded) && isObject(loaded['default']) ? loaded['default'] : loaded
  if (isSocketCan(candidate)) return candidate
  throw new InputError('expected socketcan 4 with createRawChannelWithOptions, found a package without it')
}

function checkInterface(name: string, folder: string): void {
  const found = entriesOf(folder)
  if (!found.includes(name)) {
    const list = found.length > 0 ? found.join(', ') : 'none'
    throw new InputError(`expected the network interface ${name}, found ${list}`)
  }
  const type = Number(readFileSync(`${folder}/${name}/type`, 'utf8'))
  if (type !== CAN_DEVICE_TYPE) {
    throw new InputError(`expected a CAN interface, found ${name} of device type ${type} (CAN is ${CAN_DEVICE_TYPE})`)
  }
  const isUp = (Number(readFileSync(`${folder}/${name}/flags`, 'utf8')) & 1) !== 0
  if (!isUp) throw new InputError(`expected the CAN interface ${name} to be up, found it down (ip link set ${name} up)`)
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isSocketCan(value: unknown): value is SocketCanModule {
  return isObject(value) && typeof value['createRawChannelWithOptions'] === 'function'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
