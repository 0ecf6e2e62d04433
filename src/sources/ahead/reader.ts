/** The thread that reads a file while another takes in what it gives. */
import { workerData } from 'node:worker_threads';
import type { ReaderData } from './ahead.js';
import { feed } from './feed.js';

const { port, path, options } = workerData as ReaderData;
void feed(port, path, options);
