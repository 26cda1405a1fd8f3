// Runs before every test file: properties that state no seed draw the same cases on every short run, new ones on a long one.
import fc from 'fast-check';

import { seedOf } from './test-size.ts';

fc.configureGlobal({ seed: seedOf('properties') });
