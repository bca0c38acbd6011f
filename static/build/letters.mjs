// Unpacks a WOFF file (1.0) into the TrueType file inside it, for drawing the card of a shared link: nothing but order and zip.
// Source: W3C, WOFF File Format 1.0, sections 4 and 5.
import { inflateSync } from "node:zlib";

const WOFF = 0x774f4646;
const ENTRY = 20;

export function unpacked(woff) {
  if (woff.readUInt32BE(0) !== WOFF) throw new Error("not a WOFF file");
  const count = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + 16 * count);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 * power, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(16 * (count - power), 10);
  const parts = [head];
  let at = head.length;
  for (let number = 0; number < count; number += 1) {
    const entry = 44 + ENTRY * number;
    const [offset, packed, length] = [4, 8, 12].map((byte) => woff.readUInt32BE(entry + byte));
    const stored = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(stored) : stored;
    if (table.length !== length) throw new Error("a table of the WOFF file has another length than it says");
    woff.copy(head, 12 + 16 * number, entry, entry + 4);
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), 16 + 16 * number);
    head.writeUInt32BE(at, 20 + 16 * number);
    head.writeUInt32BE(length, 24 + 16 * number);
    parts.push(table, Buffer.alloc((4 - (length % 4)) % 4));
    at += length + ((4 - (length % 4)) % 4);
  }
  return Buffer.concat(parts);
}
