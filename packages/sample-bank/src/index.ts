export {
  generateBank,
  sampleEndsOn,
  sampleMonths,
  type BankOptions,
  type GeneratedBank,
  type GeneratedFile,
} from './generate-bank.ts';
export { faults, type Fault, type FaultCounts } from './write/spoiler.ts';
