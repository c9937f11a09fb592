import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const needed = [
  { debianPackage: 'ffmpeg', present: () => existsSync('/usr/bin/ffmpeg') },
  { debianPackage: 'chromium', present: () => existsSync('/usr/bin/chromium') },
  {
    debianPackage: 'fonts-noto-cjk',
    present: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
  },
];

/** Installs the browser and the Chinese font that page tests need, and ffmpeg for the cameras; where it may not, names the command and ends. */
export function installSystemPackages(): void {
  const missing = needed.filter((item) => !item.present()).map((item) => item.debianPackage);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isRootOnDebian) {
    process.stderr.write(
      `bootstrap/system-packages-missing: ${missing.join(', ')}. Install them with: sudo ${command}\n`,
    );
    process.exit(1);
  }
  process.stderr.write(`Installing ${missing.join(', ')} from Debian…\n`);
  const shell = spawnSync('sh', ['-c', `apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${command} >/dev/null`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (shell.status !== 0) {
    process.stderr.write(`bootstrap/system-packages-failed: "${command}" ended with ${shell.status}.\n`);
    process.exit(1);
  }
}
