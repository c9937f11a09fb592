import { fileURLToPath } from 'node:url';

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Folders of the project that commands read, wherever they are called from. */
export const MODELS_DIR = inProject('models');
export const PAGES_DIR = inProject('kiosk-ui/dist');
export const PACKAGE_FILE = inProject('package.json');
export const COMPLETE_VISIT_FIXTURE = inProject('fixtures/sizhen-line/complete-visit');
export const PROJECT_DIR = inProject('');
