/**
 * The messages of a 2017 Toyota RAV4 that the stack knows. Layout facts (ids, bits, factors) from opendbc, commit
 * 7343a66d: bus 0 from generator/toyota/_toyota_2017.dbc, _toyota_adas_standard.dbc and toyota_new_mc_pt.dbc, bus 1 from
 * toyota_adas.dbc. CHECKSUM fields of KINEMATICS and STEER_ANGLE_SENSOR are not in those files; on the recorded drive
 * their last byte is Toyota's checksum in every frame.
 */
export const TOYOTA_RAV4_CAR_DBC = `VERSION ""

BU_: CAR STACK

BO_ 36 KINEMATICS: 8 CAR
 SG_ YAW_RATE : 1|10@0+ (0.244,-125) [-125|124.6] "deg/s" STACK
 SG_ ACCEL_X : 17|10@0+ (0.03589,-18.375) [-18.4|18.3] "m/s^2" STACK
 SG_ ACCEL_Y : 33|10@0+ (0.03589,-18.375) [-18.4|18.3] "m/s^2" STACK
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" STACK

BO_ 37 STEER_ANGLE_SENSOR: 8 CAR
 SG_ STEER_ANGLE : 3|12@0- (1.5,0) [-500|500] "deg" STACK
 SG_ STEER_FRACTION : 39|4@0- (0.1,0) [-0.7|0.7] "deg" STACK
 SG_ STEER_RATE : 35|12@0- (1,0) [-2000|2000] "deg/s" STACK
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" STACK

BO_ 170 WHEEL_SPEEDS: 8 CAR
 SG_ WHEEL_SPEED_FR_FAULT : 7|1@0+ (1,0) [0|1] "" STACK
 SG_ WHEEL_SPEED_FR : 6|15@0+ (0.01,-67.67) [-67.67|260] "km/h" STACK
 SG_ WHEEL_SPEED_FL_FAULT : 23|1@0+ (1,0) [0|1] "" STACK
 SG_ WHEEL_SPEED_FL : 22|15@0+ (0.01,-67.67) [-67.67|260] "km/h" STACK
 SG_ WHEEL_SPEED_RR_FAULT : 39|1@0+ (1,0) [0|1] "" STACK
 SG_ WHEEL_SPEED_RR : 38|15@0+ (0.01,-67.67) [-67.67|260] "km/h" STACK
 SG_ WHEEL_SPEED_RL_FAULT : 55|1@0+ (1,0) [0|1] "" STACK
 SG_ WHEEL_SPEED_RL : 54|15@0+ (0.01,-67.67) [-67.67|260] "km/h" STACK

BO_ 180 SPEED: 8 CAR
 SG_ ENCODER : 39|8@0+ (1,0) [0|255] "" STACK
 SG_ SPEED : 47|16@0+ (0.01,0) [0|260] "km/h" STACK
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" STACK

BO_ 466 PCM_CRUISE: 8 CAR
 SG_ GAS_RELEASED : 4|1@0+ (1,0) [0|1] "" STACK
 SG_ CRUISE_ACTIVE : 5|1@0+ (1,0) [0|1] "" STACK
 SG_ ACCEL_NET : 23|16@0- (0.0009765625,0) [-20|20] "m/s^2" STACK
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" STACK

BO_ 548 BRAKE_MODULE: 8 CAR
 SG_ BRAKE_PRESSED : 5|1@0+ (1,0) [0|1] "" STACK
 SG_ BRAKE_PRESSURE : 43|12@0+ (1,0) [0|4095] "" STACK

BO_ 608 STEER_TORQUE_SENSOR: 8 CAR
 SG_ STEER_TORQUE_DRIVER : 15|16@0- (1,0) [-32768|32767] "" STACK
 SG_ STEER_TORQUE_EPS : 47|16@0- (1,0) [-32768|32767] "" STACK
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" STACK

BO_ 740 STEERING_LKA: 5 STACK
 SG_ SET_ME_1 : 7|1@0+ (1,0) [0|1] "" CAR
 SG_ COUNTER : 6|6@0+ (1,0) [0|63] "" CAR
 SG_ STEER_REQUEST : 0|1@0+ (1,0) [0|1] "" CAR
 SG_ STEER_TORQUE_CMD : 15|16@0- (1,0) [-32768|32767] "" CAR
 SG_ LKA_STATE : 31|8@0+ (1,0) [0|255] "" CAR
 SG_ CHECKSUM : 39|8@0+ (1,0) [0|255] "" CAR

BO_ 835 ACC_CONTROL: 8 STACK
 SG_ ACCEL_CMD : 7|16@0- (0.001,0) [-20|20] "m/s^2" CAR
 SG_ ACC_TYPE : 23|2@0+ (1,0) [0|3] "" CAR
 SG_ CANCEL_REQ : 24|1@0+ (1,0) [0|1] "" CAR
 SG_ PERMIT_BRAKING : 30|1@0+ (1,0) [0|1] "" CAR
 SG_ RELEASE_STANDSTILL : 31|1@0+ (1,0) [0|1] "" CAR
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" CAR

BO_ 956 GEAR_PACKET: 8 CAR
 SG_ GEAR : 13|6@0+ (1,0) [0|63] "" STACK

BO_ 1556 BLINKERS_STATE: 8 CAR
 SG_ HAZARD_LIGHT : 27|1@0+ (1,0) [0|1] "" STACK
 SG_ TURN_SIGNALS : 29|2@0+ (1,0) [0|3] "" STACK

VAL_ 956 GEAR 0 "drive" 8 "neutral" 16 "reverse" 32 "park" ;
VAL_ 1556 TURN_SIGNALS 1 "left" 2 "right" 3 "off" ;
`

/** Target slots of the front radar. */
export const TOYOTA_RADAR_SLOTS: readonly string[] = Array.from({ length: 16 }, (_, slot) => `TRACK_A_${slot}`)

const FIRST_SLOT_ID = 0x210

export const TOYOTA_RAV4_RADAR_DBC = `VERSION ""

BU_: RADAR STACK
${TOYOTA_RADAR_SLOTS.map(slotMessage).join('')}`

function slotMessage(name: string, slot: number): string {
  return `
BO_ ${FIRST_SLOT_ID + slot} ${name}: 8 RADAR
 SG_ COUNTER : 7|8@0+ (1,0) [0|255] "" STACK
 SG_ LONG_DIST : 15|15@0+ (0.01,0) [0|300] "m" STACK
 SG_ LAT_DIST : 31|11@0- (0.04,0) [-50|50] "m" STACK
 SG_ NEW_TRACK : 36|1@0+ (1,0) [0|1] "" STACK
 SG_ REL_SPEED : 47|12@0- (0.025,0) [-100|100] "m/s" STACK
 SG_ VALID : 48|1@0+ (1,0) [0|1] "" STACK
 SG_ CHECKSUM : 63|8@0+ (1,0) [0|255] "" STACK
`
}
