/** The thread that reads a file while another takes in what it gives. */
import { parentPort } from 'node:worker_threads';
import type { ReaderOrder } from './ahead.js';
import { feed } from './feed.js';

parentPort!.once('message', ({ port, path, options }: ReaderOrder) => void feed(port, path, options));
