import { FILE_TARGETS } from './file-targets.ts'
import type { FuzzTarget } from './fuzz.ts'
import { MESSAGE_TARGETS } from './message-targets.ts'
import { PACKET_TARGETS } from './packet-targets.ts'

/** Every decoder of bytes from the world. A new one gets a row in one of these tables. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [...PACKET_TARGETS, ...FILE_TARGETS, ...MESSAGE_TARGETS]
