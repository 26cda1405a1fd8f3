export { hashFile } from './file/file-hash.ts';
export { filePieces } from './file/file-pieces.ts';
export * from './parquet/parquet-file.ts';
export * from './session/open-duckdb.ts';
export { Session, type RunOptions } from './session/session.ts';
export type { Row, Value } from './session/value.ts';
