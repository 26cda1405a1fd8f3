import { SingleBar } from 'cli-progress';
import type { Context } from '../launch/launch.ts';

/** Shows how far long work is: a bar on a terminal, elsewhere a line every few seconds. Always on stderr. */
export interface ProgressView {
  /** `share` from 0 to 1; a new title closes the bar before it. */
  readonly show: (title: string, share: number) => void;
  readonly end: () => void;
}

const lineEveryMs = 5_000;
const steps = 1_000;

export function progressView(context: Context): ProgressView {
  return context.isTerminal && !context.isJson ? barView() : lineView(context);
}

function barView(): ProgressView {
  let bar: SingleBar | null = null;
  let shown = '';
  const end = (): void => {
    bar?.update(steps);
    bar?.stop();
    bar = null;
    shown = '';
  };
  return {
    show: (title, share) => {
      if (title !== shown) {
        end();
        bar = new SingleBar({
          format: '{title} [{bar}] {percentage} %',
          hideCursor: true,
          stream: process.stderr,
        });
        bar.start(steps, 0, { title });
        shown = title;
      }
      bar?.update(Math.round(share * steps));
    },
    end,
  };
}

function lineView(context: Context): ProgressView {
  const began = context.nowMs();
  let last = began;
  return {
    show: (title, share) => {
      const now = context.nowMs();
      if (now - last < lineEveryMs) return;
      last = now;
      context.err(`${Math.round((now - began) / 1000)} s  ${title}  ${Math.floor(share * 100)} %\n`);
    },
    end: () => undefined,
  };
}
