import { sizeOf } from '../term/size.js';

/**
 * The stream Ink writes to: the real one, telling whenever Ink has written to the screen by itself (after a resize, when it
 * takes the screen back), because what was painted there is then gone. Its size is the one that is drawn.
 */
export function watchedStdout(stdout: NodeJS.WriteStream, written: (text: string) => void): NodeJS.WriteStream {
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'columns' || name === 'rows') return sizeOf(target)[name];
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'write') return value.bind(target);
      return (...parameters: Parameters<typeof target.write>) => {
        const result = target.write(...parameters);
        written(String(parameters[0]));
        return result;
      };
    },
  });
}
