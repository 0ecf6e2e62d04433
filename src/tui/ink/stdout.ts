import { sizeOf } from '../term/size.js';

/**
 * The stream Ink writes to: the real one, telling whenever Ink has written to the screen by itself (after a resize, when it
 * takes the screen back), because what was painted there is then gone. While it is mute, nothing Ink writes arrives, but who waits
 * for it to be written is told so: Ink ends only then. Its size is the one that is drawn.
 */
export function watchedStdout(
  stdout: NodeJS.WriteStream,
  { written, isMute }: { written: () => void; isMute: () => boolean },
): NodeJS.WriteStream {
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'columns' || name === 'rows') return sizeOf(target)[name];
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'write') return value.bind(target);
      return (...parameters: Parameters<typeof target.write>) => {
        if (isMute()) {
          const done = parameters.findLast((parameter) => typeof parameter === 'function');
          if (done !== undefined) queueMicrotask(done);
          return true;
        }
        const result = target.write(...parameters);
        written();
        return result;
      };
    },
  });
}
