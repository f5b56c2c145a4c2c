/**
 * Layout of one state of the scored car: rear axle in the world frame (m, m, rad), speed along the heading (m/s, negative
 * when it rolls back), acceleration along the heading (m/s²), front wheel angle (rad), yaw rate (rad/s).
 */
export const STATE = { x: 0, y: 1, yaw: 2, speed: 3, acceleration: 4, frontWheelAngle: 5, yawRate: 6 } as const
export const STATE_STRIDE = 7

/** A plan is scored over 4 s: the state at its stamp and 40 steps of 0.1 s. */
export const PLAN_STATES = 41

/** x, y, yaw of one reference pose. */
export const POSE_STRIDE = 3

/** Poses of a plan as planners give it: every 0.5 s over 4 s, the first at 0.5 s. */
export const PLAN_POSES = 8
/** Steps between two of them. */
export const STEPS_PER_POSE = 5
