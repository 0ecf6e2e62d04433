/** Kills a program in the middle of a fetch, at a moment that no load of the machine moves past its end. */
import type { ChildProcess } from 'node:child_process';
import { type Sender, sendPlainly } from '../../sources/replay/server.js';

export interface Killer {
  /** How the servers answer. */
  send: Sender;
  /** Kills the program so many ms after so many answers; it gets no further answer until it is gone. */
  aim(child: ChildProcess, answers: number, ms: number): void;
}

export function makeKiller(): Killer {
  let target: { child: ChildProcess; answers: number; ms: number } | undefined;
  return {
    send: (response, said) => {
      if (target?.answers === 0) return;
      sendPlainly(response, said);
      if (target === undefined) return;
      target.answers -= 1;
      const { child, answers, ms } = target;
      if (answers === 0) setTimeout(() => child.kill('SIGKILL'), ms);
    },
    aim: (child, answers, ms) => {
      const aimed = { child, answers, ms };
      target = aimed;
      child.once('close', () => {
        if (target === aimed) target = undefined;
      });
    },
  };
}
