// Modbus RTU slaves that answer FC02 (read discrete inputs) and nothing else: just enough to be read by somebody else's master.
// Modbus over serial line V1.02, section 2.5; the CRC is the usual CRC-16 (polynomial A001, first FFFF, low byte first).
import type { Answering, FarEndOptions } from "./far-end.ts";

const REQUEST_BYTES = 8;
const READ_DISCRETE_INPUTS = 2;

/** No input changes: every reply is the same pattern of bits. */
export function createModbusSlaves({ boards, doors }: FarEndOptions): Answering {
  let received = Buffer.alloc(0);
  return (bytes) => {
    received = Buffer.concat([received, bytes]);
    if (received.length < REQUEST_BYTES) return undefined;
    const request = received.subarray(0, REQUEST_BYTES);
    received = received.subarray(REQUEST_BYTES);
    const address = request.readUInt8(0);
    const count = request.readUInt16BE(4);
    const isOurs =
      crc16(request.subarray(0, 6)) === request.readUInt16LE(6) &&
      request.readUInt8(1) === READ_DISCRETE_INPUTS &&
      address >= 1 &&
      address <= boards &&
      count <= doors;
    return isOurs
      ? { address, verb: "FC02", op: undefined, reply: replyOf(address, count) }
      : undefined;
  };
}

function replyOf(address: number, count: number): Buffer {
  const inputs = Buffer.alloc(Math.ceil(count / 8), 0b0101_1010);
  const body = Buffer.concat([Buffer.from([address, READ_DISCRETE_INPUTS, inputs.length]), inputs]);
  const crc = Buffer.alloc(2);
  crc.writeUInt16LE(crc16(body));
  return Buffer.concat([body, crc]);
}

function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
