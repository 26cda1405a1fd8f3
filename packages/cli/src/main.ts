import { processEnvironment } from './launch/environment.ts';
import { runProgram } from './launch/program.ts';

process.exitCode = await runProgram(processEnvironment());
