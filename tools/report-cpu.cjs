// Preloaded by the benchmark: writes the process's own CPU time (ms) and peak memory (MB) to the file in BENCH_REPORT.

const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  writeFileSync(process.env.BENCH_REPORT, JSON.stringify({ cpu: (user + system) / 1000, peak }));
});
