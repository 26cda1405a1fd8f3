import { AssertionFailure, Failure, failure, inLocale, type LocalText, type Locale } from '@gradus/schema';
import { failureCode, reportDefect, reportFailure } from '../output/failure-report.ts';
import type { Environment } from './environment.ts';
import { exitCodes } from './exit-code.ts';
import { parseLocale } from '../option/locale.ts';

/** Options that every command has. */
export interface SharedOptions {
  readonly json?: boolean;
  readonly locale?: string;
}

/** What a running command works with. */
export interface Context extends Environment {
  readonly isJson: boolean;
  readonly signal: AbortSignal;
  /** Text in the language of this run. */
  readonly say: (text: LocalText) => string;
}

export type Launch = (options: SharedOptions, run: (context: Context) => Promise<number>) => Promise<void>;

/**
 * Runs commands and turns what they throw into a report and an exit code. `onExit` gets the code of each run.
 */
export function launcher(environment: Environment, onExit: (code: number) => void): Launch {
  return async (options, run) => {
    const controller = new AbortController();
    const stop = environment.onInterrupt(() => {
      // A second Ctrl-C does not wait for the engine.
      if (controller.signal.aborted) environment.exitAtOnce(exitCodes.cancelled);
      controller.abort();
    });
    let context = contextOf(environment, options, environment.locale, controller.signal);
    try {
      if (options.locale !== undefined) {
        context = contextOf(environment, options, parseLocale(options.locale), controller.signal);
      }
      onExit(await run(context));
    } catch (error) {
      onExit(reportError(error, context));
    } finally {
      stop();
    }
  };
}

function contextOf(
  environment: Environment,
  options: SharedOptions,
  locale: Locale,
  signal: AbortSignal,
): Context {
  return {
    ...environment,
    locale,
    isJson: options.json === true,
    signal,
    say: (text) => inLocale(text, locale, ''),
  };
}

function reportError(error: unknown, context: Context): number {
  if (error instanceof Failure) {
    reportFailure(error, context);
    return context.signal.aborted ? exitCodes.cancelled : failureCode(error);
  }
  if (context.signal.aborted && !(error instanceof AssertionFailure)) return exitCodes.cancelled;
  if (isOfSystem(error)) {
    reportFailure(failure('command.system-refused', { detail: error.message }, { cause: error }), context);
    return exitCodes.failed;
  }
  reportDefect(error, context);
  return exitCodes.defect;
}

/** Whether an error comes from a call of the operating system: a full disk, a missing permission. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'errno' in error && 'syscall' in error;
}
