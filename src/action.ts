// GitHub's door: what `action.yml` starts.

import { runAction } from './action/run.ts';

runAction({ environment: process.env, stdout: process.stdout }).then(status => {
  process.exitCode = status;
});
