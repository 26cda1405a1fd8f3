import { runDemo } from './demo/run-demo.ts';
import { processEnvironment } from './launch/environment.ts';

process.exitCode = await runDemo(processEnvironment());
