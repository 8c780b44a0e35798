import { incremental } from '../incremental';

void incremental(process.argv[2] ?? '');
