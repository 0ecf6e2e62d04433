/** Room that texts are written into as bytes: strings that are put together first and written then take several times as long. */

/** Texts one after the other as bytes, and where each ends among them. */
export interface Texts {
  bytes: Uint8Array<ArrayBuffer>;
  ends: Int32Array<ArrayBuffer>;
}

export interface Room {
  /** Writes on at the text that is being written. */
  put(text: string): void;
  /** The text that is being written is whole. */
  end(): void;
  /** The texts since they were taken last, as bytes of their own, which another thread can be handed. */
  take(): Texts;
}

const BYTES_AT_FIRST = 65_536;
/** Longer texts are written by Node, which takes as long as fifty characters here before the first. */
const SHORT = 200;

export function roomForTexts(): Room {
  let bytes = Buffer.allocUnsafeSlow(BYTES_AT_FIRST);
  let next = 0;
  let ends: number[] = [];
  return {
    put(text) {
      const { length } = text;
      // No character takes more than three bytes for each half of it.
      if (next + 3 * length > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(2 * (next + 3 * length));
        bytes.copy(larger, 0, 0, next);
        bytes = larger;
      }
      let at = 0;
      if (length <= SHORT) {
        const room = bytes;
        for (; at < length; at += 1) {
          const unit = text.charCodeAt(at);
          if (unit > 0x7f) break;
          room[next + at] = unit;
        }
      }
      next += at === length ? length : bytes.write(text, next);
    },
    end() {
      ends.push(next);
    },
    take() {
      const taken = { bytes: new Uint8Array(bytes.subarray(0, next)), ends: Int32Array.from(ends) };
      next = 0;
      ends = [];
      return taken;
    },
  };
}
