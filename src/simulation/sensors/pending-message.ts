import type { Message, Payload } from '../../core/messages.ts'

/** A message on its way whose content may still be worked on beside the simulation: an image that is being compressed. */
export interface PendingMessage<Content extends Payload = Payload> extends Omit<Message, 'payload'> {
  readonly payload: Content | Promise<Content>
}
