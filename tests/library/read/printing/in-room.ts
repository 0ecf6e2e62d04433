/** What is put into a room, as text. */
import { type Room, roomForTexts } from '../../../../src/library/read/printing/room.js';

export function inRoom(put: (room: Room) => void): string {
  const room = roomForTexts();
  put(room);
  return Buffer.from(room.take().bytes).toString();
}
