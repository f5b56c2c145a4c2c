import { AgentField } from './agent-field.ts'
import { SCORE_STEP } from './agent-states.ts'
import { Contacts, findContacts } from './collisions.ts'
import type { DriveRecord, Infraction, InfractionKind } from './drive-record.ts'
import { EgoMotion } from './ego-motion.ts'

/** A record made ready for its scores. */
export interface DriveMotion {
  readonly motion: EgoMotion
  readonly field: AgentField
  readonly contacts: Contacts
}

/** m around ego within which agents are looked at: 3 s at motorway speed towards each other. */
const SIGHT = 200

/** Allocates buffers of the record's length. Throws when ego's and the agents' steps differ. */
export function prepareDrive(record: DriveRecord): DriveMotion {
  const { agents, count } = record
  if (agents.count > 0 && agents.steps !== count) {
    throw new Error(`expected agents over ${count} states as ego, found ${agents.steps}`)
  }
  const motion = new EgoMotion(count)
  motion.load(record.ego, 0, count, record.vehicle, record.road)
  const field = new AgentField()
  field.prepare(agents, count)
  for (let k = 0; k < count; k++) {
    const [x, y] = [motion.centreX[k]!, motion.centreY[k]!]
    field.select(k, x - SIGHT, y - SIGHT, x + SIGHT, y + SIGHT)
  }
  const contacts = new Contacts()
  findContacts(motion, field, contacts, false)
  return { motion, field, contacts }
}

/** Contacts at fault as infractions, in order of time. */
export function collisionInfractions({ motion, field, contacts }: DriveMotion, record: DriveRecord): Infraction[] {
  const infractions: Infraction[] = []
  for (let i = 0; i < contacts.count; i++) {
    if (contacts.isAtFault[i] === 0) continue
    const agent = contacts.agent[i]!
    const kind = collisionKind(record, agent, field.isUser[agent] === 1)
    infractions.push(infractionAt(kind, motion, contacts.step[i]!, record.agents.ids[agent]!))
  }
  return infractions
}

/** CARLA counts two-wheelers as vehicles. */
function collisionKind({ agents }: DriveRecord, agent: number, isUser: boolean): InfractionKind {
  if (!isUser) return 'collision-static'
  return agents.classes[agent] === 'pedestrian' ? 'collision-pedestrian' : 'collision-vehicle'
}

export function infractionAt(
  kind: InfractionKind,
  motion: EgoMotion,
  k: number,
  agent: number | null = null,
): Infraction {
  return { kind, time: k * SCORE_STEP, x: motion.x[k]!, y: motion.y[k]!, agent }
}
