/** Provides a browser once, before the workers of a run ask for it side by side: only one of them could install it. */
import { provideChromium } from '../scripts/vscode/chromium.mjs';

export const setup = (): void => void provideChromium();
