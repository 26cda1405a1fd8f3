export * from './derive/carry-query.ts';
export * from './derive/movement-query.ts';
export * from './derive/ownership.ts';
export * from './derive/snapshot-query.ts';
export * from './derive/spell-query.ts';
export { checkDelivery, type DeliveryCheckOptions } from './intake/check-delivery.ts';
export { importBatch, type ImportOptions, type Instant } from './intake/import-batch.ts';
export type * from './intake/import-report.ts';
export type { ImportProgress } from './intake/run.ts';
export { eraseCustomers, type EraseOptions, type Erasure } from './erase/erase-customers.ts';
export { followLinks, type CustomerLink, type LinkedCustomers } from './link/customer-links.ts';
export { linkCustomers } from './link/link-customers.ts';
export { documentWords, feedWords, readWords } from './mapping/feed-words.ts';
export { listTables, sharedSettings, type ListedField, type ListedTable } from './mapping/field-listing.ts';
export { keysAt, mappingJsonSchema } from './mapping/json-schema.ts';
export { settingWords } from './mapping/setting-words.ts';
export type { Mapping } from './mapping/mapping.ts';
export { readMapping, type MappingResult } from './mapping/read-mapping.ts';
export { encodingNamed, encodingNames, encodingAliases } from './source/encoding.ts';
export { suggestMapping, type SuggestedMapping, type SuggestOptions } from './suggest/suggest-mapping.ts';
export { attachLake, attachVault } from './store/attach-lake.ts';
export { openLake, type Lake } from './store/lake.ts';
export {
  filesOf,
  type Manifest,
  type ManifestBody,
  type StoredFile,
  type TableFile,
} from './store/manifest.ts';
export { verifyLake } from './store/verify-lake.ts';
export { storedColumns } from './store/stored-columns.ts';
export { LakeWriter } from './store/writer.ts';
