import { createSecretKey } from 'node:crypto'
import { sealsWith } from './keys.ts'

/** The same master key in every test, since databases made by one are copied by others. */
export const testMaster = { key: createSecretKey(Buffer.alloc(32, 7)), file: 'the key of the tests' }
export const testSeals = sealsWith(testMaster)
