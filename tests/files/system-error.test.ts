/** The system's reasons in sentences. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { systemReason } from '../../src/files/system-error.js';

it('takes the reason out of what the system says, and nothing out of other errors', () => {
  let missing: unknown;
  try {
    readFileSync('/there/is/no/such, file');
  } catch (error) {
    missing = error;
  }
  expect(systemReason(missing)).toBe('no such file or directory');
  expect(systemReason(new Error('Everything: else, too'))).toBeUndefined();
  expect(systemReason('EACCES: permission denied, open')).toBeUndefined();
});
