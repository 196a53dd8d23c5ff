// The terminal's door.

import { run } from './cli/run.ts';

// A reader that has seen enough (`| head`) closes the pipe: that is no error of this program.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  throw error;
});

run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, environment: process.env }).then(
  status => {
    process.exitCode = status;
  },
);
